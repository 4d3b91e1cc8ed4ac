export type Variables = Readonly<Record<string, string>>;

const REFERENCE = /\$\$|\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;
const MAX_LENGTH = 65_536;

/** Replaces `$NAME` and `${NAME}` in a text; unknown names become empty (or stay, with `keepUnknown`), `$$` becomes `$`. */
export function expandText(
  text: string,
  variables: Variables,
  options: { keepUnknown?: boolean } = {},
): string {
  return text.replace(REFERENCE, (match, braced: string | undefined, bare: string | undefined) => {
    if (match === '$$') return '$';
    const name = braced ?? bare ?? '';
    return Object.hasOwn(variables, name) ? (variables[name] ?? '') : options.keepUnknown ? match : '';
  });
}

/**
 * Expands variables that mention one another. A circle is left as it was written, a name that is not there stays
 * too, and what would grow without bound is cut off by leaving it unexpanded.
 */
export function expandNested(
  variables: Variables,
  raw: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const expanded: Record<string, string> = {};
  const visit = (name: string, chain: ReadonlySet<string>): string => {
    const done = expanded[name];
    if (done !== undefined && Object.hasOwn(expanded, name)) return done;
    const value = variables[name] ?? '';
    if (raw.has(name) || !value.includes('$')) return value;
    if (chain.has(name) || chain.size > 30) return value;
    const inside = new Set([...chain, name]);
    const result = value.replace(REFERENCE, (match, braced: string | undefined, bare: string | undefined) => {
      if (match === '$$') return '$$';
      const other = braced ?? bare ?? '';
      if (!Object.hasOwn(variables, other) || inside.has(other)) return match;
      return visit(other, inside);
    });
    return result.length > MAX_LENGTH ? value : result;
  };
  for (const name of Object.keys(variables)) expanded[name] = visit(name, new Set());
  return expanded;
}
