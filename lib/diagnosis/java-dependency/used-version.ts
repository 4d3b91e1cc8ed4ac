import type { Artifact } from './artifact-inventory';
import { compareVersions } from './compare-versions';

/**
 * The newest version whose code was fetched or is on the class path: older ones are what plugins of the build run with. Null
 * where only descriptions came.
 */
export function usedVersion(artifact: Artifact): string | null {
  let newest: string | null = null;
  for (const [version, { isCode }] of artifact.versions) {
    if (isCode && (newest === null || compareVersions(version, newest) > 0)) newest = version;
  }
  return newest;
}
