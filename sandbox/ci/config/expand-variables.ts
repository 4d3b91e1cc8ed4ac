export type Variables = Readonly<Record<string, string>>;

const REFERENCE = /\$\$|\$(?:\{([A-Za-z_][A-Za-z0-9_]*)\}|([A-Za-z_][A-Za-z0-9_]*))/g;
const MAX_LENGTH = 65_536;
const MAX_CHAIN = 100;

/** Replaces `$NAME` and `${NAME}` in a text; unknown names become empty, `$$` becomes `$`. */
export function expandText(text: string, variables: Variables): string {
  return replaceReferences(
    text,
    (name) => (Object.hasOwn(variables, name) ? (variables[name] ?? '') : ''),
    '$',
  );
}

/**
 * Expands variables that mention one another. Those in a circle are left as they were written, a name that is not
 * there stays too, and so does a reference that would make a value longer than 64 KiB.
 */
export function expandNested(
  variables: Variables,
  raw: ReadonlySet<string> = new Set(),
): Record<string, string> {
  const done = new Map<string, string>();
  const chain: string[] = [];
  const circular = new Set<string>();
  const visit = (name: string): string => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const written = variables[name] ?? '';
    let value = written;
    if (!raw.has(name) && written.includes('$') && chain.length < MAX_CHAIN) {
      chain.push(name);
      value = replaceReferences(
        written,
        (other) => {
          if (!Object.hasOwn(variables, other)) return null;
          const at = chain.indexOf(other);
          if (at < 0) return visit(other);
          for (const one of chain.slice(at)) circular.add(one);
          return null;
        },
        '$$',
      );
      chain.pop();
      if (circular.has(name)) value = written;
    }
    done.set(name, value);
    return value;
  };
  return Object.fromEntries(Object.keys(variables).map((name) => [name, visit(name)]));
}

/** `find` gives null for what is to stay as it is. */
function replaceReferences(text: string, find: (name: string) => string | null, dollars: string): string {
  let room = MAX_LENGTH - text.length;
  return text.replace(REFERENCE, (match, braced: string | undefined, bare: string | undefined) => {
    if (match === '$$') return dollars;
    const value = find(braced ?? bare ?? '');
    if (value === null || value.length > room) return match;
    room -= value.length;
    return value;
  });
}
