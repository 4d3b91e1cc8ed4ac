import type { Inngest, InngestFunction } from 'inngest';

import type { InngestSettings } from '@/lib/env';

import { isFromOwnEngine, offerDevHandler } from './dev-handler';
import type { ServeHandler } from './embedded/engine-options';
import { createServeHandler } from './serve-handler';

export interface RouteOptions {
  readonly inngest: () => InngestSettings;
  readonly publicUrl: () => string;
  readonly client: Inngest;
  readonly functions: readonly InngestFunction.Any[];
}

/**
 * The handler of `/api/inngest`. With the embedded engine there is nothing to reach: everyone gets 404, and
 * calls stay in the process. With an Inngest server it is the SDK's handler, which answers signed calls and
 * refuses others with 401; an unsigned `PUT` only makes it register itself with the server that is set.
 */
export function createRouteHandler(options: RouteOptions): ServeHandler {
  let handler: ServeHandler | undefined;
  let isOffered = false;
  return async (request) => {
    const isRemote = options.inngest().kind === 'remote';
    if (!isRemote && !isFromOwnEngine(request)) return new Response('Not found', { status: 404 });
    handler ??= createServeHandler(options.client, options.functions, options.publicUrl());
    if (isRemote) return handler(request.method === 'PUT' ? withoutQuery(request) : request);
    if (!isOffered) offerDevHandler(handler);
    isOffered = true;
    return new Response(null, { status: 204 });
  };
}

/**
 * The SDK registers the address that it was asked at, query included, and a stranger may ask: `?probe=trust`
 * there would make every later call an empty answer.
 */
function withoutQuery(request: Request): Request {
  const url = new URL(request.url);
  url.search = '';
  return new Request(url, request);
}
