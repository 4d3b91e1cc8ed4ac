import { Cron } from 'croner';

export type NextCron =
  { readonly kind: 'at'; readonly at: Date } | { readonly kind: 'never' } | { readonly kind: 'invalid' };

/** The first moment after `after` that a cron expression names; `TZ=Europe/Paris 0 12 * * 5` sets its time zone. */
export function nextCron(expression: string, after: Date): NextCron {
  const [, timezone, pattern] = /^(?:TZ=(\S{1,64})\s+)?(.+)$/s.exec(expression.trim()) ?? [];
  if (pattern === undefined) return { kind: 'invalid' };
  try {
    const cron = new Cron(pattern, { paused: true, timezone: timezone ?? 'UTC' });
    const at = cron.nextRun(after);
    return at === null ? { kind: 'never' } : { kind: 'at', at };
  } catch {
    // croner tells by throwing that the pattern or the time zone is none.
    return { kind: 'invalid' };
  }
}
