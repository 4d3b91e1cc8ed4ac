import type { SourceTree } from '@/lib/ports/fixers';

/** A repository in memory, with the paths that were asked for. */
export function memoryTree(
  files: Readonly<Record<string, string>>,
): SourceTree & { readonly asked: string[][] } {
  const asked: string[][] = [];
  return {
    asked,
    listFiles: () => Promise.resolve(Object.keys(files)),
    readFiles: (paths) => {
      asked.push([...paths]);
      return Promise.resolve(
        new Map(paths.flatMap((path) => (files[path] === undefined ? [] : [[path, files[path]] as const]))),
      );
    },
  };
}
