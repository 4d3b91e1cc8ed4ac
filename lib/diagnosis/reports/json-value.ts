/** The value found by going down through own fields (text) and places of lists (number); undefined where there is none. */
export function at(value: unknown, ...way: readonly (string | number)[]): unknown {
  let here = value;
  for (const step of way) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined;
    here = (here as Readonly<Record<string | number, unknown>>)[step];
  }
  return here;
}

export function listAt(value: unknown, ...way: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...way);
  return Array.isArray(found) ? found : [];
}

export function textAt(value: unknown, ...way: readonly (string | number)[]): string | null {
  const found = at(value, ...way);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** A line's or column's number: whole and positive, printed as a number or as digits. */
export function positionAt(value: unknown, ...way: readonly (string | number)[]): number | null {
  const found = at(value, ...way);
  const number = typeof found === 'string' && /^\d{1,9}$/.test(found) ? Number(found) : found;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

/** The text as JSON; undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
