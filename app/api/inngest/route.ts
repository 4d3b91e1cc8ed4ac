import { inngest } from '@/inngest/client';
import { allFunctions } from '@/inngest/functions/all-functions';
import { createRouteHandler } from '@/inngest/route-handler';
import { env } from '@/lib/env';

const handler = createRouteHandler({
  inngest: () => env().inngest,
  publicUrl: () => env().publicUrl,
  client: inngest,
  functions: allFunctions,
});

export { handler as GET, handler as POST, handler as PUT };
