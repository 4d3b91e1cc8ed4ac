import { receiveDelivery } from './receive-delivery';

/** A delivery as a route handler gets it; see `receiveDelivery` for what is answered when. */
export async function receiveWebhook(request: Request, projectKey: string): Promise<Response> {
  const body = request.body as unknown as AsyncIterable<Uint8Array> | null;
  const { status } = await receiveDelivery({ projectKey, headers: request.headers, body });
  // What was not read is given up; without this the connection could not be used again.
  if (!request.bodyUsed) await request.body?.cancel().catch(() => undefined);
  return new Response(null, { status, headers: status === 503 ? { 'retry-after': '10' } : {} });
}
