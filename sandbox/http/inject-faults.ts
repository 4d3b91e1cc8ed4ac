import { setTimeout as sleep } from 'node:timers/promises';

import { createMiddleware } from 'hono/factory';

import { strikes } from '../store/faults';
import type { ApiFault } from '../store/faults';
import type { ApiContext, ApiEnv } from './context';

/** Makes answers go wrong as a test has asked. Only the REST and OAuth sides are hit, never pages or git. */
export const injectFaults = createMiddleware<ApiEnv>(async (c, next) => {
  const { faults } = c.var.sandbox.store;
  for (const fault of faults.api) {
    if (!applies(fault, c) || !strikes(fault)) continue;
    if (fault.kind === 'delay') {
      await sleep(fault.delayMs);
      continue;
    }
    return answerWrongly(c, fault, next);
  }
  return next();
});

async function answerWrongly(
  c: ApiContext,
  fault: ApiFault,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  switch (fault.kind) {
    case 'status': {
      if (fault.retryAfter !== null) c.header('Retry-After', String(fault.retryAfter));
      if (fault.status === 429) return c.text('Retry later\n', 429);
      return new Response(JSON.stringify({ message: `${fault.status} by request of a test` }), {
        status: fault.status,
        headers: {
          'content-type': 'application/json',
          ...(fault.retryAfter === null ? {} : { 'retry-after': String(fault.retryAfter) }),
        },
      });
    }
    case 'html':
      return c.html('<!DOCTYPE html><title>GitLab</title><p>Whoops, something went wrong on our end.</p>');
    case 'hang':
      await sleep(fault.delayMs);
      return cut(c);
    case 'lost':
      await next();
      return cut(c);
    case 'truncated': {
      await next();
      const body = new Uint8Array(await c.res.arrayBuffer());
      c.res = new Response(body.slice(0, Math.floor(body.length / 2)), c.res);
      c.res.headers.delete('content-length');
      return undefined;
    }
    case 'delay':
      return undefined;
  }
}

/** Ends the connection without an answer. */
function cut(c: ApiContext): Response {
  c.env.incoming.socket.destroy();
  return new Response(null, { status: 500 });
}

function applies(fault: ApiFault, c: ApiContext): boolean {
  if (fault.method !== null && fault.method.toUpperCase() !== c.req.method) return false;
  return matchesPattern(fault.path, c.req.path);
}

/** `*` stands for anything, also nothing; the rest is literal. */
function matchesPattern(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const [index, part] of rest.entries()) {
    if (index === rest.length - 1)
      return part === '' || (text.endsWith(part) && text.length - part.length >= at);
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at === text.length;
}
