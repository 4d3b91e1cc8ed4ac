import type { CodeHost } from '@/lib/ports/code-host';
import type { SourceTree } from '@/lib/ports/fixers';

/** A repository at one commit for the fixers; nothing is asked for twice. */
export function sourceTree(host: CodeHost, project: number, sha: string): SourceTree {
  let files: Promise<readonly string[]> | null = null;
  const texts = new Map<string, string | null>();
  return {
    listFiles: () => (files ??= host.listFiles(project, sha)),
    readFiles: async (paths) => {
      const missing = paths.filter((path) => !texts.has(path));
      if (missing.length > 0) {
        const read = await host.readFiles(project, sha, missing);
        for (const path of missing) texts.set(path, read.get(path) ?? null);
      }
      const found = new Map<string, string>();
      for (const path of paths) {
        const text = texts.get(path);
        if (typeof text === 'string') found.set(path, text);
      }
      return found;
    },
  };
}
