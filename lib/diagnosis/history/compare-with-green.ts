import type { MovedVersion } from '@/lib/domain/changed-since-green';
import type { CleanLog } from '@/lib/log/clean-log';
import { versionsInLog } from './versions-in-log';

const mostMoved = 50;
/** More versions of one name than this are a tree of dependencies, not a version. */
const mostVersions = 3;

/** How a failed job's log differs from that of the last successful run of the same job. */
export interface GreenComparison {
  /** True when no line of the green log is like this one, its numbers, times, hashes and paths aside. */
  readonly isNew: (text: string) => boolean;
  /** What moved, by name. */
  readonly versions: readonly MovedVersion[];
}

/** Compares two logs of one job. Pure; time and memory grow with the two logs' length alone. */
export function compareWithGreen(failing: CleanLog, green: CleanLog): GreenComparison {
  const known = new Set<string>();
  for (const { text } of green.lines) known.add(lineShape(text));
  return {
    isNew: (text) => !known.has(lineShape(text)),
    versions: movedVersions(versionsInLog(failing), versionsInLog(green)),
  };
}

/**
 * A line with every word that holds a digit made one sign: times, counts, versions, hashes, temporary names. What a protocol
 * or a program answers with (404, 503) stays, since it is just that which differs.
 */
function lineShape(text: string): string {
  const line = text.slice(0, 1_000).trim();
  if (!/\d/.test(line)) return line;
  return line
    .split(/\s+/)
    .map((word) => (/\d/.test(word) && !/^[("']?[45]\d\d[.,:;)"']?$/.test(word) ? '#' : word))
    .join(' ');
}

function movedVersions(
  now: ReadonlyMap<string, ReadonlySet<string>>,
  before: ReadonlyMap<string, ReadonlySet<string>>,
): MovedVersion[] {
  const moved: MovedVersion[] = [];
  for (const [what, versions] of now) {
    const old = before.get(what);
    if (old === undefined || versions.size > mostVersions || old.size > mostVersions) continue;
    const [from, to] = [listOf(old), listOf(versions)];
    if (from !== to) moved.push({ what, from, to });
  }
  return moved.slice(0, mostMoved);
}

function listOf(versions: ReadonlySet<string>): string {
  return [...versions].sort().join(', ');
}
