/** The kinds of value that a description or a recording can tell apart. */
export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'any';

export type Fields = Record<string, FieldType[]>;

/**
 * Every place in a JSON value with the types found there: `commit.id`, `jobs[].name`. A list at the top counts as its
 * elements. Nulls tell no type and are left out.
 */
export function flatten(value: unknown): Map<string, Set<FieldType>> {
  const places = new Map<string, Set<FieldType>>();
  const tops: unknown[] = Array.isArray(value) ? value : [value];
  for (const top of tops) visit(top, '', places);
  places.delete('');
  return places;
}

function visit(value: unknown, place: string, places: Map<string, Set<FieldType>>): void {
  const type = typeOf(value);
  if (type === null) return;
  const types = places.get(place) ?? new Set();
  places.set(place, types.add(type));
  if (Array.isArray(value)) {
    for (const element of value as unknown[]) visit(element, `${place}[]`, places);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) visit(inner, join(place, name), places);
  }
}

export function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function typeOf(value: unknown): FieldType | null {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'object') {
    return typeof value as FieldType;
  }
  return null;
}
