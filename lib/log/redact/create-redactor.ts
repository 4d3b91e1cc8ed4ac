import { assignmentHint, assignmentRules, isLikelySecret } from './assignment-rules';
import { decodedWords } from './decoded-words';
import { Placeholders } from './placeholders';
import { PrivateKeyBlock } from './private-key-block';
import { secretValues } from './secret-values';
import { tokenHint, tokenRules } from './token-rules';

export interface RedactOptions {
  /** Exact values to take out wherever they stand, also base64- or percent-encoded. */
  readonly values?: readonly string[];
}

/** A line this long is looked at in pieces cut at blanks; what has no blank for that long is taken out whole. */
const MAX_PIECE = 16_384;

/**
 * Gives a function that takes the secrets out of one line after the other of one log. It remembers: a private key may run
 * over many lines, and the same secret keeps its placeholder. Lines come without their line ends.
 */
export function createRedactor(options: RedactOptions = {}): (line: string) => string {
  const placeholders = new Placeholders();
  const key = new PrivateKeyBlock();
  const values = secretValues(options.values ?? []);

  const plain = (text: string): string => {
    let result = text;
    if (tokenHint.test(result)) result = applyTokenRules(result, placeholders);
    if (assignmentHint.test(result)) result = applyAssignmentRules(result, placeholders);
    return result;
  };

  const piece = (text: string): string => {
    const known =
      values === null ? text : text.replace(values, (found) => placeholders.for('variable', found));
    const result = plain(known);
    return decodedWords(
      result,
      (decoded) => plain(decoded) !== decoded || values?.test(decoded) === true,
      (word) => placeholders.for('encoded-secret', word),
    );
  };

  return (line) => {
    const withoutKey = key.redact(line, () => placeholders.for('private-key', 'private key'));
    if (withoutKey !== null) return withoutKey === line ? line : piece(withoutKey);
    if (line.length <= MAX_PIECE) return piece(line);
    return inPieces(line).map(piece).join('');
  };
}

function inPieces(line: string): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < line.length;) {
    let to = Math.min(line.length, from + MAX_PIECE);
    if (to < line.length) {
      const blank = Math.max(
        line.lastIndexOf(' ', to),
        line.lastIndexOf('\t', to),
        line.lastIndexOf(',', to),
      );
      if (blank > from) to = blank;
    }
    pieces.push(line.slice(from, to));
    from = to;
  }
  return pieces;
}

function applyTokenRules(text: string, placeholders: Placeholders): string {
  let result = text;
  for (const { kind, pattern } of tokenRules) {
    result = result.replace(pattern, (...found: unknown[]) => {
      const whole = String(found[0]);
      const groups = found.at(-1);
      const secret =
        typeof groups === 'object' ? (groups as Record<string, string | undefined>)['secret'] : whole;
      // In an address, `${PASSWORD}` and the like stand for a secret and are none.
      const isTemplate = secret !== whole && secret !== undefined && /^[$%{<]/.test(secret);
      if (secret === undefined || isTemplate || isPlaceholder(secret)) return whole;
      return replaceLast(whole, secret, placeholders.for(kind, secret));
    });
  }
  return result;
}

function applyAssignmentRules(text: string, placeholders: Placeholders): string {
  let result = text;
  for (const { kind, pattern, check } of assignmentRules) {
    result = result.replace(pattern, (...found: unknown[]) => {
      const whole = String(found[0]);
      const groups = found.at(-1) as Record<string, string | undefined>;
      const secret = groups['a'] ?? groups['b'] ?? groups['c'];
      if (secret === undefined || isPlaceholder(secret)) return whole;
      const quoted = groups['c'] === undefined;
      const spaced = / [=:]|[=] /.test(whole);
      if (!isLikelySecret(secret, { quoted, spaced, check })) return whole;
      return replaceLast(whole, secret, placeholders.for(kind, secret));
    });
  }
  return result;
}

function isPlaceholder(secret: string): boolean {
  return secret.includes('[redacted:') || secret.startsWith('[MASKED') || /^[*]+$/.test(secret);
}

function replaceLast(whole: string, secret: string, replacement: string): string {
  const at = whole.lastIndexOf(secret);
  return whole.slice(0, at) + replacement + whole.slice(at + secret.length);
}
