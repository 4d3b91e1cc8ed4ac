import { RE2JS } from 're2js';

import type { CustomPatterns } from './create-redactor';

export interface NamedPattern {
  readonly name: string;
  /** In RE2's syntax: no look-around, no back-references. Where it has a group named `secret` only that group is taken out. */
  readonly pattern: string;
}

export type CompiledPatterns =
  | { readonly kind: 'ready'; readonly patterns: CustomPatterns }
  | {
      readonly kind: 'refused';
      readonly problems: readonly { readonly name: string; readonly problem: string }[];
    };

const MAX_PATTERNS = 100;
const MAX_CHARACTERS = 1_000;
/** What a pattern becomes: each of its instructions may be looked at for each character of a log. */
const MAX_INSTRUCTIONS = 1_500;

interface Compiled {
  readonly expression: RE2JS;
  /** A text that is part of whatever matches; empty when that is not plain to see. */
  readonly literal: string;
  readonly hasGroup: boolean;
}

/**
 * Users' own patterns of secrets, for `createRedactor`. They match within a line, in time linear in its length; what matches
 * nothing but the empty text takes nothing out. All of them are refused if one is, so that none is thought to be at work that
 * is not.
 */
export function compilePatterns(patterns: readonly NamedPattern[]): CompiledPatterns {
  if (patterns.length > MAX_PATTERNS) {
    const problem = `There are ${patterns.length} patterns; ${MAX_PATTERNS} are the most.`;
    return { kind: 'refused', problems: [{ name: patterns[MAX_PATTERNS]?.name ?? '', problem }] };
  }
  const compiled: Compiled[] = [];
  const problems: { name: string; problem: string }[] = [];
  for (const { name, pattern } of patterns) {
    const result = compile(pattern);
    if (typeof result === 'string') problems.push({ name, problem: result });
    else compiled.push(result);
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  return { kind: 'ready', patterns: { find: (line) => compiled.flatMap((one) => findIn(line, one)) } };
}

function compile(pattern: string): Compiled | string {
  if (pattern === '') return 'The pattern is empty.';
  if (pattern.length > MAX_CHARACTERS)
    return `The pattern has ${pattern.length} characters; ${MAX_CHARACTERS} are the most.`;
  try {
    const expression = RE2JS.compile(pattern);
    if (expression.programSize() > MAX_INSTRUCTIONS) return 'The pattern repeats too much.';
    const hasGroup = /\(\?P?<secret>/.test(pattern);
    return { expression, literal: literalOf(pattern), hasGroup };
  } catch (error) {
    return error instanceof Error ? error.message : 'The pattern cannot be read.';
  }
}

function findIn(line: string, { expression, literal, hasGroup }: Compiled): { from: number; to: number }[] {
  if (!line.includes(literal)) return [];
  const found: { from: number; to: number }[] = [];
  const matcher = expression.matcher(line);
  while (matcher.find()) {
    const group = hasGroup ? 'secret' : 0;
    const from = matcher.start(group);
    const to = matcher.end(group);
    if (from >= 0 && to > from) found.push({ from, to });
  }
  return found;
}

/** The longest run of plain characters that stand outside of groups and classes and are not optional. */
function literalOf(pattern: string): string {
  if (/[|\\]|\(\?[a-zA-Z]*i/.test(pattern)) return '';
  const plain = pattern.replace(/\[[^\]]*\]|\{[^}]*\}/g, '\u0000').replace(/\([^()]*\)/g, '\u0000');
  if (/[()]/.test(plain)) return '';
  const runs = plain.match(/[\w-]+(?![*?+\u0000\w-])/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest.length >= 3 ? longest : '';
}
