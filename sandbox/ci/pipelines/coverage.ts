import { RE2JS } from 're2js';

const LOOKED_AT = 1024 * 1024;

/** The last number that a job's `coverage:` pattern finds in its log; null where there is none. Never backtracks. */
export function findCoverage(pattern: string, log: Buffer): number | null {
  const literal = /^\/(.*)\/([ims]*)$/s.exec(pattern);
  if (!literal) return null;
  const text = log.subarray(-LOOKED_AT).toString('utf8');
  try {
    const matcher = RE2JS.compile(
      literal[1] ?? '',
      literal[2]?.includes('i') ? RE2JS.CASE_INSENSITIVE : 0,
    ).matcher(text);
    let last: string | null = null;
    while (matcher.find()) last = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
    const number = /\d{1,3}(?:\.\d{1,10})?/.exec(last ?? '');
    return number ? Number(number[0]) : null;
  } catch {
    // A pattern that RE2 refuses finds nothing; it is the project's affair.
    return null;
  }
}
