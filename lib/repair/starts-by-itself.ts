import { type CiMap, isMap } from './ci-configuration';

const MOST_NESTING = 10;

/**
 * Whether a job may start without a person, judged by its configuration alone, with its chain of `extends` merged in. Rules are not
 * evaluated: each of them may be the one that applies, and what cannot be read counts as starting. `only` and `except` are not
 * looked at: they decide whether a job is there, never whether it waits.
 */
export function mayStartByItself(job: CiMap): boolean {
  const whens = whensOf(job);
  return whens === null || whens.some((when) => when !== 'manual' && when !== 'never');
}

/** Whether a job may wait for a person, whichever of its rules applies; true also for what cannot be read. */
export function mayWaitForPerson(job: CiMap): boolean {
  const whens = whensOf(job);
  return whens === null || job['when'] === 'manual' || whens.includes('manual');
}

/** Every `when` that the job may get: its own, or one for each of its rules. Null for what cannot be read. */
function whensOf(job: CiMap): string[] | null {
  const own = job['when'] ?? 'on_success';
  const rules = job['rules'] === undefined || job['rules'] === null ? [] : flattened(job['rules'], 0);
  if (rules === null || typeof own !== 'string') return null;
  // A rule without a `when` of its own takes that of the job.
  const whens = rules.length === 0 ? [own] : rules.map((rule) => rule['when'] ?? own);
  return whens.every((when) => typeof when === 'string') ? whens : null;
}

/** Rules may be lists of lists, as references leave them. */
function flattened(rules: unknown, depth: number): CiMap[] | null {
  if (!Array.isArray(rules) || depth > MOST_NESTING) return null;
  const flat: CiMap[] = [];
  for (const entry of rules as readonly unknown[]) {
    const inner = isMap(entry) ? [entry] : flattened(entry, depth + 1);
    if (inner === null) return null;
    flat.push(...inner);
  }
  return flat;
}
