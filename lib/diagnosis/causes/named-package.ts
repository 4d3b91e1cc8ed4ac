import type { Diagnosis } from '@/lib/domain/diagnosis';

/** A dependency as a tool names it; null where it names none. */
export function namedPackage(
  name: string | undefined,
  to?: string | null,
  from?: string | null,
): Diagnosis['dependency'] {
  if (name === undefined || name === '') return null;
  return { name: name.slice(0, 300), from: from ?? null, to: to === undefined || to === '' ? null : to };
}

/** Splits `@shop/till@^2.0.0` into name and version; the version is null where there is none. */
export function nameAndVersion(text: string): { readonly name: string; readonly version: string | null } {
  const at = text.indexOf('@', 1);
  if (at < 0) return { name: text, version: null };
  const version = text.slice(at + 1).replace(/^(?:npm|virtual|patch|workspace|jsr):/, '');
  return { name: text.slice(0, at), version: version === '' ? null : version };
}
