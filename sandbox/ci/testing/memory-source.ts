import type { RuleFacts } from '../config/evaluate-rules';
import type { ConfigSource } from '../config/resolve-includes';

/** A commit held in memory, with other projects beside it. */
export function memorySource(
  files: Record<string, string>,
  others: Record<string, Record<string, string>> = {},
  project = 'acme/app',
): ConfigSource {
  return {
    project,
    sha: 'c0ffee'.padEnd(40, '0'),
    projectUrl: `https://gitlab.test/${project}`,
    readFile: (path) => Promise.resolve(Object.hasOwn(files, path) ? (files[path] ?? null) : null),
    listFiles: () => Promise.resolve(Object.keys(files)),
    openProject: (fullPath, ref) => {
      const other = Object.hasOwn(others, fullPath) ? others[fullPath] : undefined;
      if (!other) return Promise.resolve({ kind: 'no-project' });
      if (ref !== null && ref !== 'main') return Promise.resolve({ kind: 'no-ref' });
      return Promise.resolve({ kind: 'found', source: memorySource(other, others, fullPath) });
    },
  };
}

/** A push to `main`, unless told otherwise. */
export function memoryFacts(given: Partial<RuleFacts> = {}): RuleFacts {
  return {
    variables: {},
    refKind: 'branch',
    refName: 'main',
    source: 'push',
    project: 'acme/app',
    changedPaths: () => Promise.resolve(null),
    files: () => Promise.resolve([]),
    ...given,
  };
}
