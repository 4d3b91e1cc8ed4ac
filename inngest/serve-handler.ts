import type { Inngest, InngestFunction } from 'inngest';
import { serve } from 'inngest/edge';

import type { ServeHandler } from './embedded/engine-options';

/** Where an Inngest server calls the application. */
export const servePath = '/api/inngest';

/**
 * The SDK's own handler for these functions, the same for both engines. The address under which it
 * registers is the public one, whatever `Host` a request claims.
 */
export function createServeHandler(
  client: Inngest,
  functions: readonly InngestFunction.Any[],
  publicUrl: string,
): ServeHandler {
  const { origin, pathname } = new URL(publicUrl);
  const handler = serve({
    client,
    functions: [...functions],
    serveOrigin: origin,
    servePath: `${pathname.replace(/\/$/, '')}${servePath}`,
  });
  return (request) => handler(request);
}
