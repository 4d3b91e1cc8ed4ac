const unitMs: Record<string, number> = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1_000,
};

/**
 * Milliseconds of a duration as the SDK writes it (`1h30m`, `5s`), or null where the text is none.
 * The SDK writes a duration of zero as an empty text.
 */
export function parseDuration(text: string): number | null {
  if (!/^(?:\d{1,9}[wdhms]){0,5}$/.test(text)) return null;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    total += Number(count) * (unitMs[unit ?? ''] ?? 0);
  }
  return total;
}

/** The moment that a duration from `now` or an ISO date names, in milliseconds; null where it names none. */
export function parseMoment(text: string, now: number): number | null {
  const duration = parseDuration(text);
  if (duration !== null) return now + duration;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date;
}
