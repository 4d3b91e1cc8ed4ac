import type { HookRecord } from '../store/records';

const FAILURES_BEFORE_PAUSE = 4;
const FAILURES_BEFORE_END = 40;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 24 * 3_600_000;
/** Far enough to count as for ever, near enough to be a date. */
const NEVER = '9999-12-31T00:00:00.000Z';

export type AlertStatus = 'executable' | 'temporarily_disabled' | 'disabled';

export function alertStatus(hook: HookRecord, now: Date): AlertStatus {
  if (hook.failuresInARow >= FAILURES_BEFORE_END) return 'disabled';
  return hook.disabledUntil !== null && new Date(hook.disabledUntil) > now
    ? 'temporarily_disabled'
    : 'executable';
}

/** A success forgets what was before. The fourth failure in a row pauses for a minute, each further one for twice as long, up to a day. */
export function recordOutcome(hook: HookRecord, ok: boolean, now: Date): void {
  if (ok) {
    hook.failuresInARow = 0;
    hook.disabledUntil = null;
    return;
  }
  hook.failuresInARow += 1;
  if (hook.failuresInARow >= FAILURES_BEFORE_END) hook.disabledUntil = NEVER;
  else if (hook.failuresInARow >= FAILURES_BEFORE_PAUSE) {
    const pause = Math.min(
      FIRST_PAUSE_MS * 2 ** (hook.failuresInARow - FAILURES_BEFORE_PAUSE),
      LONGEST_PAUSE_MS,
    );
    hook.disabledUntil = new Date(now.getTime() + pause).toISOString();
  }
}
