import type { Artifact } from './artifact-inventory';

/** The version whose code was fetched or is on the class path; null where only descriptions came. */
export function usedVersion(artifact: Artifact): string | null {
  return [...artifact.versions].findLast(([, { isCode }]) => isCode)?.[0] ?? null;
}
