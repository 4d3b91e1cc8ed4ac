import { createHash } from 'node:crypto';

import { Environment } from '@marcbachmann/cel-js';

type Evaluate = (variables: Record<string, unknown>) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true });
const parsed = new Map<string, Evaluate>();
const maxParsed = 1_000;

function parse(expression: string): Evaluate {
  const known = parsed.get(expression);
  if (known !== undefined) return known;
  const evaluate: Evaluate = environment.parse(expression);
  if (parsed.size >= maxParsed) parsed.clear();
  parsed.set(expression, evaluate);
  return evaluate;
}

/** What is wrong with a CEL expression, or null when it can be evaluated. */
export function expressionProblem(expression: string): string | null {
  try {
    parse(expression);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}

/** Whether the expression is true of these variables. A key that is missing, or an expression that fails, is no match. */
export function matches(expression: string | undefined, variables: Record<string, unknown>): boolean {
  if (expression === undefined || expression === '') return true;
  try {
    return parse(expression)(variables) === true;
  } catch {
    // cel-js throws where a key is missing, which is how most events that do not match look.
    return false;
  }
}

/** The text by which an expression tells events apart; what cannot be evaluated counts as null. */
export function keyOf(expression: string, variables: Record<string, unknown>): string {
  try {
    const value = parse(expression)(variables);
    if (typeof value === 'string') return shortKey(value);
    const asNumber = (_: string, part: unknown) => (typeof part === 'bigint' ? Number(part) : part);
    return shortKey(JSON.stringify(value ?? null, asNumber));
  } catch {
    // As above: a missing key is null, so that all events without it share one key.
    return 'null';
  }
}

/** The key itself where an index can hold it, else its digest. */
export function shortKey(key: string): string {
  if (key.length <= 200 && !key.includes('\0')) return key;
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

/** The number that an expression gives, or null where it gives none. */
export function numberOf(expression: string, variables: Record<string, unknown>): number | null {
  try {
    const value = Number(parse(expression)(variables));
    return Number.isFinite(value) ? value : null;
  } catch {
    // As above: an event without the key has no number.
    return null;
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] ?? message;
}
