import { currentCaller } from '@/lib/auth/current-caller';
import { errorResponse } from '@/lib/http/error-response';
import { watchFailures } from '@/lib/operations/watch-failures';
import { services } from '@/lib/runtime';
import { eventStream } from './event-stream';

export const dynamic = 'force-dynamic';

/** Tells the browser which failures changed (ids only; it reads them again as itself). `?failure=` limits it to one. */
export async function GET(request: Request): Promise<Response> {
  const caller = await currentCaller();
  if (!caller) return new Response(null, { status: 401 });
  const failureId = new URL(request.url).searchParams.get('failure') ?? undefined;
  try {
    return await eventStream(request.signal, (sink) =>
      watchFailures(services(), caller, { failureId }, (change) => {
        sink.send(change);
      }),
    );
  } catch (error) {
    return errorResponse(error);
  }
}
