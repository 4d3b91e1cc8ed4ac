/**
 * Orders versions as build tools do: numbers by value, words by the alphabet, a missing number as 0, a word such as `rc`
 * below its release. Negative when the first is older.
 */
export function compareVersions(first: string, second: string): number {
  const a = partsOf(first);
  const b = partsOf(second);
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const order = comparePart(a[index], b[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function partsOf(version: string): string[] {
  return (
    version
      .slice(0, 100)
      .toLowerCase()
      .replace(/^v(?=\d)/, '')
      .match(/\d{1,15}|[a-z]{1,40}/g) ?? []
  );
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  const [left, right] = [rankOf(a), rankOf(b)];
  if (left !== right) return left - right;
  if (left === 1) return 0;
  return isNumber(a) ? Number(a) - Number(b) : (a ?? '').localeCompare(b ?? '', 'en');
}

/** Words below nothing below numbers above 0, so that 1.0-rc1 < 1.0 < 1.0.1. */
function rankOf(part: string | undefined): number {
  if (part === undefined || /^0+$/.test(part)) return 1;
  if (isNumber(part)) return 2;
  return /^(?:final|ga|release|jre|v)$/.test(part) ? 1 : 0;
}

function isNumber(part: string | undefined): boolean {
  return part !== undefined && /^\d/.test(part);
}
