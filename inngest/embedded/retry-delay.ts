import type { RetryDelay } from './engine-options';

const steps = [15, 30, 60, 120, 300, 600, 1_200, 2_400, 3_600, 7_200].map((seconds) => seconds * 1_000);
const longest = 7 * 86_400_000;

/** How long to wait after the given attempt (from 0) failed: 15 s, 30 s, 1 m, 2 m, 5 m, 10 m, ... with jitter. */
export const backOff: RetryDelay = (attempt, random) => {
  const base = steps[Math.min(attempt, steps.length - 1)] ?? longest;
  return Math.round(base * (0.9 + 0.2 * random));
};

/** Milliseconds from `now` that a `Retry-After` header asks for: seconds or a date, at most a week; null where it says neither. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header === '') return null;
  const ms = /^\d{1,12}$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longest);
}
