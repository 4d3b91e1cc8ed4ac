/** `!reference [job, key]`, left standing until the whole configuration is put together. */
export class Reference {
  constructor(readonly path: readonly string[]) {}
}

export type YamlValue = null | boolean | number | string | Reference | YamlValue[] | YamlMapping;
export interface YamlMapping {
  [key: string]: YamlValue;
}

export function isMapping(value: YamlValue | undefined): value is YamlMapping {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Reference)
  );
}

/** GitLab's deep merge: mappings are merged key by key, everything else (arrays too) is replaced. */
export function deepMerge(base: YamlMapping, over: YamlMapping): YamlMapping {
  const merged: YamlMapping = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = isMapping(before) && isMapping(value) ? deepMerge(before, value) : value;
  }
  return merged;
}

/** A scalar as a job's environment sees it; null for what is not a scalar. */
export function scalarText(value: YamlValue | undefined): string | null {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return null;
}
