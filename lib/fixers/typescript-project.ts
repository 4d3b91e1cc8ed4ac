import ts from 'typescript';

import type { SourceTree } from '@/lib/ports/fixers';

export interface TypeScriptProject {
  /** Folder of the tsconfig, '' for the root. */
  readonly folder: string;
  /** `compilerOptions` with every local `extends` merged in; paths are absolute below `ROOT`. */
  readonly options: ts.CompilerOptions;
}

/** Where the repository's root lies in the compiler's eyes; no such folder is ever read. */
export const ROOT = '/repository';

export type ProjectAnswer =
  | { readonly kind: 'project'; readonly project: TypeScriptProject }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * The compiler options that the nearest tsconfig.json gives a file. Configurations that are extended from packages lie in
 * node_modules and are not here: their options are missing, and each diagnostic is compared with the log before it counts.
 */
export async function readTypeScriptProject(
  file: string,
  inTree: ReadonlySet<string>,
  source: SourceTree,
): Promise<ProjectAnswer> {
  const config = foldersAbove(file)
    .map((folder) => inFolder(folder, 'tsconfig.json'))
    .find((path) => inTree.has(path));
  if (config === undefined) return { kind: 'project', project: { folder: '', options: {} } };
  const texts = new Map<string, string>();
  const read = await readChain(config, inTree, source, texts);
  if (read !== null) return { kind: 'unreadable', reason: read };
  const start = await withReferences(config, inTree, source, texts);
  const merged = parse(start, texts);
  return { kind: 'project', project: { folder: folderOf(config), options: merged } };
}

const MOST_CONFIGS = 20;

/** Reads a configuration and all that it extends into `texts`; gives the reason when one cannot be read. */
async function readChain(
  config: string,
  inTree: ReadonlySet<string>,
  source: SourceTree,
  texts: Map<string, string>,
): Promise<string | null> {
  const open = [config];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (texts.has(next)) continue;
    if (texts.size >= MOST_CONFIGS) return `${config} extends more than ${MOST_CONFIGS} files.`;
    const text = (await source.readFiles([next])).get(next);
    if (text === undefined || text.length > 100_000) return `${next} cannot be read.`;
    texts.set(next, text);
    open.push(...localExtends(next, text).filter((path) => inTree.has(path)));
  }
  return null;
}

function localExtends(config: string, text: string): string[] {
  const { extends: parents } = readConfig(config, text);
  return [parents ?? []].flat().flatMap((parent) => {
    if (typeof parent !== 'string' || !parent.startsWith('.')) return [];
    const path = normalize(inFolder(folderOf(config), parent));
    return path === null ? [] : [path, `${path}.json`];
  });
}

/** A tsconfig that only points to others (`files: []` with references) has its options in the first of them. */
async function withReferences(
  config: string,
  inTree: ReadonlySet<string>,
  source: SourceTree,
  texts: Map<string, string>,
): Promise<string> {
  const { files, include, references } = readConfig(config, texts.get(config) ?? '');
  if (!Array.isArray(files) || files.length > 0 || include !== undefined || !Array.isArray(references))
    return config;
  for (const reference of references.slice(0, 5) as ({ readonly path?: unknown } | null)[]) {
    if (typeof reference?.path !== 'string') continue;
    const path = normalize(inFolder(folderOf(config), reference.path));
    const target = [path, `${path}/tsconfig.json`].find(
      (candidate) => candidate !== null && inTree.has(candidate),
    );
    if (target && (await readChain(target, inTree, source, texts)) === null) return target;
  }
  return config;
}

function parse(config: string, texts: ReadonlyMap<string, string>): ts.CompilerOptions {
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: true,
    fileExists: (path) => texts.has(relative(path)),
    readFile: (path) => texts.get(relative(path)),
    // The files are chosen by the findings, not by `include`.
    readDirectory: () => [],
  };
  const json = readConfig(config, texts.get(config) ?? '');
  const folder = folderOf(config);
  const base = folder === '' ? ROOT : `${ROOT}/${folder}`;
  return ts.parseJsonConfigFileContent(json, host, base, undefined, `${ROOT}/${config}`).options;
}

function readConfig(config: string, text: string): Record<string, unknown> {
  const { config: json } = ts.parseConfigFileTextToJson(config, text) as { config?: unknown };
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
}

function relative(path: string): string {
  return path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : path;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('');
}

function normalize(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
