import { createMiddleware } from 'hono/factory';

import { ApiError } from './api-error';
import type { ApiEnv } from './context';

interface Window {
  minute: number;
  observed: number;
}

/** GitLab.com's limit of requests a person and minute, with the headers that tell how things stand. */
export function rateLimit() {
  const windows = new Map<string, Window>();
  return createMiddleware<ApiEnv>(async (c, next) => {
    const allowed = c.var.sandbox.store.requestsAMinute;
    const now = c.var.sandbox.clock.now().getTime();
    const minute = Math.floor(now / 60_000);
    const key = c.req.header('authorization') ?? c.req.header('private-token') ?? 'visitor';
    const known = windows.get(key);
    const window = known?.minute === minute ? known : { minute, observed: 0 };
    window.observed += 1;
    windows.set(key, window);
    if (windows.size > 1000) windows.clear();
    const reset = (minute + 1) * 60;
    const headers: Record<string, string> = {
      'RateLimit-Limit': String(allowed),
      'RateLimit-Name': 'throttle_authenticated_api',
      'RateLimit-Observed': String(window.observed),
      'RateLimit-Remaining': String(Math.max(0, allowed - window.observed)),
      'RateLimit-Reset': String(reset),
      'RateLimit-ResetTime': new Date(reset * 1000).toUTCString(),
    };
    if (window.observed > allowed)
      throw new ApiError(
        429,
        { message: 'Retry later' },
        { ...headers, 'Retry-After': String(Math.max(1, reset - Math.floor(now / 1000))) },
      );
    await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  });
}
