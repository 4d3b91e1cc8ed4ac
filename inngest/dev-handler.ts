import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { ServeHandler } from './embedded/engine-options';
import { servePath } from './serve-handler';

/**
 * `next dev` loads the route anew after an edit, but never what instrumentation has loaded: the engine would
 * run the functions as they were at the start. So the route leaves its handler here, on globalThis, and the
 * engine asks the route (with a key that only this process knows) before it calls a function.
 */
const shared = globalThis as typeof globalThis & {
  pipemendDevKey?: string;
  pipemendDevHandler?: ServeHandler;
};

const keyHeader = 'x-pipemend-engine-key';

/** Leaves the handler of the route that has just been loaded. */
export function offerDevHandler(handler: ServeHandler): void {
  shared.pipemendDevHandler = handler;
}

/** Whether a request comes from the engine of this very process. */
export function isFromOwnEngine(request: Request): boolean {
  const expected = shared.pipemendDevKey;
  const given = request.headers.get(keyHeader);
  if (expected === undefined || given?.length !== expected.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

/** Gives the newest handler before each call: the route's if the server answers, else the last one known. */
export function followDevHandler(
  first: ServeHandler,
  publicUrl: string,
  askAgainAfterMs = 300,
): () => Promise<ServeHandler> {
  const key = randomBytes(32).toString('hex');
  shared.pipemendDevKey = key;
  let askedAt = 0;
  return async () => {
    if (Date.now() - askedAt >= askAgainAfterMs) {
      askedAt = Date.now();
      await fetch(`${publicUrl}${servePath}`, {
        headers: { [keyHeader]: key },
        signal: AbortSignal.timeout(30_000),
      }).catch(() => {
        // The server is not up yet, or the edit does not compile: the functions stay as they were.
      });
    }
    return shared.pipemendDevHandler ?? first;
  };
}
