import ts from 'typescript';

import type { Finding } from '@/lib/domain/finding';
import type { SourceTree } from '@/lib/ports/fixers';

import { ROOT, type TypeScriptProject } from './typescript-project';

const MOST_FILES = 400;
const MOST_CHARACTERS = 500_000;
const MOST_ROUNDS = 12;

export type SourcesAnswer =
  | { readonly kind: 'sources'; readonly texts: ReadonlyMap<string, string> }
  | { readonly kind: 'too-many'; readonly reason: string };

/** Codes for a name that is not there: its home may be any file of the project. */
const MISSING_NAMES = new Set(['TS2304', 'TS2552', 'TS2503', 'TS2749', 'TS18004', 'TS2686']);

/**
 * The files that the compiler needs to see the findings as the job saw them: the files they lie in, everything these import from
 * the repository, its ambient declarations, and all of its sources when a name is missing. Fetched round by round, bounded.
 */
export async function readTypeScriptSources(
  findings: readonly Finding[],
  project: TypeScriptProject,
  inTree: ReadonlySet<string>,
  source: SourceTree,
): Promise<SourcesAnswer> {
  const texts = new Map<string, string>();
  const own = [...inTree].filter((path) => isSource(path) && isBelow(path, project.folder));
  const missingName = findings.some(({ code }) => code !== null && MISSING_NAMES.has(code));
  if (missingName && own.length > MOST_FILES) {
    return {
      kind: 'too-many',
      reason: `A name is missing, and it may come from any of ${own.length} files.`,
    };
  }
  const host = resolutionHost(inTree);
  let wanted = new Set([
    ...findings.flatMap(({ file }) => (file === null ? [] : [file])),
    ...own.filter((path) => missingName || path.endsWith('.d.ts')).slice(0, MOST_FILES),
  ]);
  for (let round = 0; round < MOST_ROUNDS && wanted.size > 0; round += 1) {
    if (texts.size + wanted.size > MOST_FILES) {
      return { kind: 'too-many', reason: `More than ${MOST_FILES} files would have to be read.` };
    }
    const read = await source.readFiles([...wanted]);
    const next = new Set<string>();
    for (const [path, text] of read) {
      if (text.length > MOST_CHARACTERS) {
        return { kind: 'too-many', reason: `${path} is too large to be checked here.` };
      }
      texts.set(path, text);
      for (const imported of importsOf(path, text, project, host))
        if (!texts.has(imported)) next.add(imported);
    }
    wanted = new Set([...next].filter((path) => !texts.has(path)));
  }
  return { kind: 'sources', texts };
}

function isSource(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path) && !/(^|\/)(node_modules|dist|build|coverage)\//.test(path);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function importsOf(
  path: string,
  text: string,
  project: TypeScriptProject,
  host: ts.ModuleResolutionHost,
): string[] {
  const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true);
  const imported = importedFiles.flatMap(({ fileName }) => {
    const found = ts.resolveModuleName(fileName, `${ROOT}/${path}`, project.options, host).resolvedModule;
    return found === undefined ? [] : [found.resolvedFileName];
  });
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const referenced = referencedFiles.map(
    ({ fileName }) => new URL(fileName, `file://${ROOT}/${folder}/`).pathname,
  );
  return [...imported, ...referenced]
    .filter((file) => file.startsWith(`${ROOT}/`) && host.fileExists(file))
    .map((file) => file.slice(ROOT.length + 1));
}

function resolutionHost(inTree: ReadonlySet<string>): ts.ModuleResolutionHost {
  const folders = new Set<string>();
  for (const path of inTree) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  const inside = (path: string) => (path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : null);
  return {
    fileExists: (path) => inTree.has(inside(path) ?? ''),
    directoryExists: (path) => path === ROOT || folders.has(inside(path) ?? ''),
    readFile: () => undefined,
  };
}
