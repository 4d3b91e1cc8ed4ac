const UNITS: Record<string, number> = {
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  wk: 604_800,
  week: 604_800,
  weeks: 604_800,
  mo: 2_592_000,
  month: 2_592_000,
  months: 2_592_000,
  y: 31_557_600,
  yr: 31_557_600,
  year: 31_557_600,
  years: 31_557_600,
};

/** `1h 30m`, `3 hours and 20 minutes`, `90` (seconds) to seconds; null for what is not a duration. */
export function parseDuration(text: string): number | null {
  const words = text.trim().toLowerCase().slice(0, 100);
  if (/^\d{1,9}(\.\d{1,6})?$/.test(words)) return Number(words);
  let seconds = 0;
  let rest = words;
  while (rest !== '') {
    const part = /^(\d{1,9}(?:\.\d{1,6})?)\s{0,5}([a-z]{1,10})(?:[\s,]{1,5}(?:and\s{1,5})?)?/.exec(rest);
    const unit = part ? UNITS[part[2] ?? ''] : undefined;
    if (!part || unit === undefined) return null;
    seconds += Number(part[1]) * unit;
    rest = rest.slice(part[0].length);
  }
  return words === '' ? null : seconds;
}
