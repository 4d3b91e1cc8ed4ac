import { ExactValues } from './exact-values';
import { SecretFinder, type FoundSecret } from './find-secrets';
import { NextLineValue } from './next-line-value';
import { Placeholders } from './placeholders';
import { PrivateKeyBlock } from './private-key-block';

/** Users' own patterns, made by `compilePatterns`. */
export interface CustomPatterns {
  readonly find: (line: string) => readonly { readonly from: number; readonly to: number }[];
}

export interface RedactOptions {
  /** Exact values to take out wherever they stand, also encoded or escaped. */
  readonly values?: readonly string[];
  readonly patterns?: CustomPatterns;
}

/** What a log may cost, and for each of its characters so much more: an ordinary log needs a third of it at the most. */
const FREE_ATTEMPTS = 100_000;
const ATTEMPTS_PER_CHARACTER = 0.35;
/** Of a line in which secrets were found. */
const MAX_LOOKS = 6;

const placeholder = /\[redacted:[a-z0-9-]{1,40}(?::\d{1,9})?\]/g;

/**
 * Gives a function that takes the secrets out of one line after the other of one log. It remembers: a private key may run
 * over many lines, and the same secret keeps its placeholder. Lines come without their line ends. A log made to be slow is
 * not searched for ever: beyond an allowance, which grows with its length, its lines that may hold a secret are taken out whole.
 */
export function createRedactor(options: RedactOptions = {}): (line: string) => string {
  const placeholders = new Placeholders();
  const key = new PrivateKeyBlock();
  const values = new ExactValues(options.values ?? []);
  const finder = new SecretFinder();
  const nextLine = new NextLineValue();
  let allowance = FREE_ATTEMPTS;

  const rest = (line: string, again: number): string => {
    const { found, attempts } = finder.search(line, allowance);
    allowance -= attempts;
    if (allowance >= 0) return replace(line, found, again - 1);
    allowance = 0;
    return placeholders.for('unchecked-line', line);
  };

  // What was taken out may have hidden what stands beside it: a line is looked at until nothing more is found in it.
  const replace = (line: string, inLine: readonly FoundSecret[], again: number): string => {
    const found = [...values.find(line), ...inLine];
    for (const { from, to } of options.patterns?.find(line) ?? [])
      found.push({ from, to, kind: 'custom-pattern' });
    if (found.length === 0) return line;
    const result = withPlaceholders(line, found, placeholders);
    return result === line || again <= 0 ? result : rest(result, again);
  };

  return (line) => {
    allowance += line.length * ATTEMPTS_PER_CHARACTER;
    const { found, attempts, touchesPrivateKey, hasName } = finder.search(line, allowance);
    allowance -= attempts;
    if (allowance < 0) {
      allowance = 0;
      return placeholders.for('unchecked-line', line);
    }
    if (key.isActive || touchesPrivateKey) {
      const withoutKey = key.redact(line, () => placeholders.for('private-key', 'private key'));
      if (withoutKey !== null && withoutKey !== line) return rest(withoutKey, MAX_LOOKS);
    }
    const value = nextLine.isWaiting ? nextLine.find(line) : null;
    if (value !== null) found.push(value);
    if (hasName) nextLine.note(line);
    return replace(line, found, MAX_LOOKS);
  };
}

function withPlaceholders(line: string, found: FoundSecret[], placeholders: Placeholders): string {
  const kept = line.includes('[redacted:') ? [...line.matchAll(placeholder)] : [];
  const isFree = ({ from, to }: FoundSecret) =>
    kept.every(({ index, 0: text }) => to <= index || from >= index + text.length);
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  let result = '';
  let written = 0;
  for (let index = 0; index < found.length; index += 1) {
    const first = found[index];
    if (first === undefined || first.from < written || !isFree(first)) continue;
    let { to } = first;
    // What overlaps is one secret.
    for (let next = index + 1; next < found.length; next += 1) {
      const other = found[next];
      if (other === undefined || other.from >= to) break;
      if (isFree(other)) to = Math.max(to, other.to);
    }
    result += line.slice(written, first.from) + placeholders.for(first.kind, line.slice(first.from, to));
    written = to;
  }
  return result + line.slice(written);
}
