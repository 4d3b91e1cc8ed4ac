export interface Selection {
  name: string;
  alias: string;
  args: Record<string, unknown>;
  fields: Selection[];
}

const TOKEN =
  /\s+|,|#[^\n]*|"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|\.\.\.|[!$():=@[\]{}|&]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z_]\w*/y;
const DEEPEST = 20;

/**
 * Reads one GraphQL query into its selections with the variables filled in. Fragments, directives, mutations and several
 * operations at once are refused with a SyntaxError, not guessed at.
 */
export function parseQuery(source: string, variables: Record<string, unknown>): Selection[] {
  const tokens = tokenize(source);
  let at = 0;
  const peek = (): string => tokens[at] ?? '';
  const take = (expected?: string): string => {
    const token = tokens[at++];
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new SyntaxError(`Expected ${expected ?? 'more'}, actual: ${token ?? 'end of query'}`);
    return token;
  };
  const name = (): string => {
    const token = take();
    if (!/^[A-Za-z_]\w*$/.test(token)) throw new SyntaxError(`Expected NAME, actual: ${token}`);
    return token;
  };
  const value = (depth: number): unknown => {
    if (depth > DEEPEST) throw new SyntaxError('Query is too deep');
    const token = take();
    if (token === '$') return variables[name()] ?? null;
    if (token === '[') {
      const items: unknown[] = [];
      while (peek() !== ']') items.push(value(depth + 1));
      take(']');
      return items;
    }
    if (token.startsWith('"')) return JSON.parse(token) as unknown;
    if (/^-?\d/.test(token)) return Number(token);
    if (token === 'true' || token === 'false') return token === 'true';
    if (token === 'null') return null;
    if (/^[A-Za-z_]\w*$/.test(token)) return token;
    throw new SyntaxError(`Expected a value, actual: ${token}`);
  };
  const selections = (depth: number): Selection[] => {
    if (depth > DEEPEST) throw new SyntaxError('Query is too deep');
    take('{');
    const found: Selection[] = [];
    while (peek() !== '}') {
      const first = name();
      let field = first;
      if (peek() === ':') {
        take(':');
        field = name();
      }
      const args: Record<string, unknown> = {};
      if (peek() === '(') {
        take('(');
        while (peek() !== ')') {
          const argument = name();
          take(':');
          args[argument] = value(depth);
        }
        take(')');
      }
      found.push({ name: field, alias: first, args, fields: peek() === '{' ? selections(depth + 1) : [] });
    }
    take('}');
    return found;
  };
  if (peek() === 'query') {
    take('query');
    if (peek() !== '{' && peek() !== '(') name();
    if (peek() === '(') while (take() !== ')') continue;
  }
  const found = selections(0);
  if (at !== tokens.length) throw new SyntaxError(`Unexpected ${peek()}`);
  return found;
}

function tokenize(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(source);
    if (!match) throw new SyntaxError(`Unexpected character at ${at}`);
    const token = match[0];
    if (!/^(\s|,|#)/.test(token)) tokens.push(token);
  }
  return tokens;
}
