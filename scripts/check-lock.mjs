import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What is wrong with a package-lock.json that npm itself does not say when it writes one: an optional package for
 * another system that is left out (there `npm ci` then refuses the lock), a package without an integrity hash, and an
 * address of the registry that the lock was made with (elsewhere it cannot be reached).
 *
 * @param {{ packages: Record<string, LockedPackage> }} lock
 * @returns {string[]} sentences; none: the lock is complete
 *
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean,
 *   inBundle?: boolean, optionalDependencies?: Record<string, string> }} LockedPackage
 */
export function findLockFaults({ packages }) {
  return Object.entries(packages).flatMap(([at, locked]) => [
    ...Object.keys(locked.optionalDependencies ?? {})
      .filter((name) => !isLocked(packages, at, name))
      .map((name) => `${at || 'package.json'} needs ${name}, which is missing.`),
    ...(locked.resolved && !locked.link ? [`${at} names the address it came from.`] : []),
    ...(at !== '' && !locked.integrity && !locked.link && !locked.inBundle
      ? [`${at} has no integrity hash.`]
      : []),
  ]);
}

/**
 * Looks a package up as Node does: beside the one that needs it, then in each folder above.
 *
 * @param {Record<string, LockedPackage>} packages @param {string} from @param {string} name
 */
function isLocked(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

if (process.argv[1] === import.meta.filename) {
  const file = path.resolve(import.meta.dirname, '../package-lock.json');
  const faults = findLockFaults(JSON.parse(readFileSync(file, 'utf8')));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
