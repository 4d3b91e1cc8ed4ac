import type { CompilerName } from './compiler-detector';

const unresolved =
  /(?:Can't resolve|Could not resolve(?: import)?|[Ff]ailed to resolve(?: import)?|Unable to resolve module|Cannot find module|Cannot resolve module|Module not found:) ['"`]([^'"`]{1,200})['"`]/;

/** What a bundler's message about an import that leads nowhere asks for; null for other messages. */
export function unresolvedImport(
  message: string,
): Pick<CompilerName, 'category' | 'nextStep' | 'dependency'> | null {
  const asked = unresolved.exec(message)?.[1];
  if (asked === undefined) return null;
  const name = /^(?:@[\w.-]{1,100}\/)?[\w.-]{1,100}(?=$|\/)/.exec(asked)?.[0];
  // What begins so is a file of the project or an alias of its own.
  const isOwn = name === undefined || /^(?:[./~#]|@\/|src\/|node:)/.test(asked);
  return isOwn
    ? {
        category: 'build',
        nextStep: `Correct the path of the import, or commit the file: ${asked} is not there. Paths are case-sensitive on Linux.`,
      }
    : {
        category: 'dependency',
        nextStep: `Add ${name} to package.json with the lockfile, or correct the import.`,
        dependency: { name, from: null, to: null },
      };
}
