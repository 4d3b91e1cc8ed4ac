import { RE2JS } from 're2js';
import type { Variables } from './expand-variables';

/** The value of an expression in `rules:if` or `only:variables`: text, truth, or null for what is undefined. */
type Value = string | boolean | null;

type Token =
  | { kind: 'variable' | 'string' | 'pattern'; text: string }
  | { kind: 'null' | '==' | '!=' | '=~' | '!~' | '&&' | '||' | '(' | ')' };

type Node =
  | { kind: 'variable' | 'string' | 'pattern'; text: string }
  | { kind: 'null' }
  | { kind: '==' | '!=' | '=~' | '!~' | '&&' | '||'; left: Node; right: Node };

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 100;
const TOKEN =
  /\s*(?:\$([A-Za-z_][A-Za-z0-9_]*)|"([^"]*)"|'([^']*)'|(\/(?:[^/\\\n]|\\.)+\/[ismU]*)|(null)\b|(==|!=|=~|!~|&&|\|\||\(|\)))/y;

class Malformed extends Error {}

/** Whether the text is an expression at all. */
export function isExpression(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

/** Evaluates an expression; what cannot be read is false, as in GitLab. Regular expressions run in linear time (RE2). */
export function evaluateExpression(text: string, variables: Variables): boolean {
  try {
    const value = evaluate(parse(text), variables);
    return typeof value === 'string' ? value.trim() !== '' : value === true;
  } catch (error) {
    if (error instanceof Malformed) return false;
    throw error;
  }
}

function tokenize(text: string): Token[] {
  if (text.length > MAX_LENGTH) throw new Malformed('too long');
  const source = text.trimEnd();
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (!match) throw new Malformed('unknown token');
    const [, variable, double, single, pattern, nothing, operator] = match;
    if (variable !== undefined) tokens.push({ kind: 'variable', text: variable });
    else if (double !== undefined) tokens.push({ kind: 'string', text: double });
    else if (single !== undefined) tokens.push({ kind: 'string', text: single });
    else if (pattern !== undefined) tokens.push({ kind: 'pattern', text: pattern });
    else if (nothing !== undefined) tokens.push({ kind: 'null' });
    else tokens.push({ kind: operator as '==' });
  }
  return tokens;
}

function parse(text: string): Node {
  const tokens = tokenize(text);
  let at = 0;
  const next = (): Token | undefined => tokens[at];

  const binary = (depth: number, operators: readonly string[], operand: (depth: number) => Node): Node => {
    let left = operand(depth);
    for (let token = next(); token && operators.includes(token.kind); token = next()) {
      at += 1;
      left = { kind: token.kind as '==', left, right: operand(depth) };
    }
    return left;
  };
  const or = (depth: number): Node => binary(depth, ['||'], and);
  const and = (depth: number): Node => binary(depth, ['&&'], comparison);
  const comparison = (depth: number): Node => binary(depth, ['==', '!=', '=~', '!~'], operand);
  const operand = (depth: number): Node => {
    if (depth > MAX_DEPTH) throw new Malformed('nested too deeply');
    const token = next();
    at += 1;
    switch (token?.kind) {
      case 'variable':
      case 'string':
        return { kind: token.kind, text: token.text };
      case 'pattern':
        compile(token.text);
        return { kind: 'pattern', text: token.text };
      case 'null':
        return { kind: 'null' };
      case '(': {
        const inner = or(depth + 1);
        if (next()?.kind !== ')') throw new Malformed('missing )');
        at += 1;
        return inner;
      }
      default:
        throw new Malformed('operand expected');
    }
  };

  const tree = or(0);
  if (at < tokens.length) throw new Malformed('trailing tokens');
  return tree;
}

function evaluate(node: Node, variables: Variables): Value {
  switch (node.kind) {
    case 'variable':
      return Object.hasOwn(variables, node.text) ? (variables[node.text] ?? null) : null;
    case 'string':
    case 'pattern':
      return node.text;
    case 'null':
      return null;
    case '==':
      return evaluate(node.left, variables) === evaluate(node.right, variables);
    case '!=':
      return evaluate(node.left, variables) !== evaluate(node.right, variables);
    case '=~':
      return matches(node.left, node.right, variables);
    case '!~':
      return !matches(node.left, node.right, variables);
    // GitLab's operators are Ruby's: an empty string counts as true here, only the whole expression has to be non-empty.
    case '&&': {
      const left = evaluate(node.left, variables);
      return left === null || left === false ? left : evaluate(node.right, variables);
    }
    case '||': {
      const left = evaluate(node.left, variables);
      return left === null || left === false ? evaluate(node.right, variables) : left;
    }
  }
}

function matches(left: Node, right: Node, variables: Variables): boolean {
  const pattern = evaluate(right, variables);
  if (typeof pattern !== 'string') return false;
  const text = evaluate(left, variables);
  const subject = typeof text === 'string' ? text : '';
  // A variable may hold a pattern between slashes; anything else is looked for literally.
  if (!/^\/.*\/[ismU]*$/s.test(pattern)) return subject.includes(pattern);
  return compile(pattern).matcher(subject).find();
}

/** Compiles `/pattern/flags` with RE2. Throws `Malformed` for a pattern that RE2 refuses. */
function compile(literal: string): RE2JS {
  const end = literal.lastIndexOf('/');
  const flags = literal.slice(end + 1);
  const body = literal.slice(1, end).replaceAll('\\/', '/');
  let bits = 0;
  if (flags.includes('i')) bits |= RE2JS.CASE_INSENSITIVE;
  if (flags.includes('m')) bits |= RE2JS.MULTILINE;
  if (flags.includes('s')) bits |= RE2JS.DOTALL;
  try {
    return RE2JS.compile(body, bits);
  } catch (error) {
    throw new Malformed(error instanceof Error ? error.message : 'invalid regular expression');
  }
}
