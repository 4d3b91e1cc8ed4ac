import picomatch from 'picomatch';
import type { Options } from 'prettier';
import { parse as parseYaml } from 'yaml';

import { editorConfigOptions } from './editorconfig-options';
import { type PrettierConfiguration, prettierConfiguration, toOptions } from './prettier-options';

export type FileSettings =
  | {
      readonly kind: 'options';
      readonly options: Options;
      /** The file they come from; null when there is none. */ readonly from: string | null;
    }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** In the order in which Prettier looks for them in each folder. */
const CONFIGURATIONS = [
  'package.json',
  'package.yaml',
  '.prettierrc',
  '.prettierrc.json',
  '.prettierrc.yaml',
  '.prettierrc.yml',
  '.prettierrc.json5',
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].map((extension) => `.prettierrc.${extension}`),
  ...['js', 'ts', 'mjs', 'mts', 'cjs', 'cts'].map((extension) => `prettier.config.${extension}`),
  '.prettierrc.toml',
];

/** The folders above a file, nearest first, the repository's root last (as ''). */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/')).concat('');
}

const inFolder = (folder: string, name: string) => (folder === '' ? name : `${folder}/${name}`);

/** Every file that may say how this one is formatted. */
export function settingsFilesFor(path: string): string[] {
  return foldersAbove(path).flatMap((folder) =>
    [...CONFIGURATIONS, '.editorconfig'].map((name) => inFolder(folder, name)),
  );
}

/**
 * How the project wants this file formatted, from texts alone: nothing is imported or run. A configuration that is code, that
 * names plugins or another package, or that we cannot read makes the file unsupported, since a guess would format it wrongly.
 */
export function settingsFor(path: string, present: ReadonlyMap<string, string>): FileSettings {
  const editor = editorOptions(path, present);
  for (const folder of foldersAbove(path)) {
    for (const name of CONFIGURATIONS) {
      const file = inFolder(folder, name);
      const text = present.get(file);
      if (text === undefined) continue;
      const found = readConfiguration(file, name, text);
      if (found === null) continue;
      if (found.kind === 'unsupported') return found;
      return {
        kind: 'options',
        options: { ...editor, ...optionsAt(path, folder, found.configuration) },
        from: file,
      };
    }
  }
  return { kind: 'options', options: editor, from: null };
}

type Configuration =
  | { readonly kind: 'configuration'; readonly configuration: PrettierConfiguration }
  | { readonly kind: 'unsupported'; readonly reason: string };

function readConfiguration(file: string, name: string, text: string): Configuration | null {
  const unsupported = (reason: string): Configuration => ({ kind: 'unsupported', reason });
  if (/\.[cm]?[jt]s$/.test(name))
    return unsupported(`${file} is code, and Pipemend runs no code of the project.`);
  if (name.endsWith('.toml')) return unsupported(`${file} is TOML, which is not read here.`);
  if (text.length > 100_000 && name !== 'package.json') return unsupported(`${file} is too large.`);
  let data: unknown;
  try {
    // YAML reads JSON too, comments and trailing commas included.
    data =
      name === 'package.json' ? JSON.parse(text) : parseYaml(text, { maxAliasCount: 50, logLevel: 'error' });
  } catch {
    return unsupported(`${file} cannot be read.`);
  }
  if (name === 'package.json' || name === 'package.yaml') {
    const holder = data as { readonly prettier?: unknown } | null;
    data = typeof holder === 'object' ? holder?.prettier : undefined;
    if (data === undefined) return null;
  }
  if (typeof data === 'string')
    return unsupported(`${file} takes its settings from a package, which is code.`);
  const parsed = prettierConfiguration.safeParse(data ?? {});
  if (!parsed.success) return unsupported(`${file} holds settings that this Prettier does not know.`);
  const { plugins = [], overrides = [] } = parsed.data;
  if ([plugins, ...overrides.map(({ options }) => options?.plugins ?? [])].some((list) => list.length > 0)) {
    return unsupported(`${file} names plugins, and Pipemend runs no code of the project.`);
  }
  return { kind: 'configuration', configuration: parsed.data };
}

function optionsAt(path: string, folder: string, configuration: PrettierConfiguration): Options {
  const { overrides = [], plugins: _, ...base } = configuration;
  const relative = folder === '' ? path : path.slice(folder.length + 1);
  const applied = overrides
    .filter(({ files, excludeFiles = [] }) => matches(relative, files, excludeFiles))
    .map(({ options = {} }) => {
      const { plugins: __, ...rest } = options;
      return toOptions(rest);
    });
  return Object.assign(toOptions(base), ...applied) as Options;
}

function matches(path: string, files: readonly string[], ignore: readonly string[]): boolean {
  const isMatch = (patterns: readonly string[], basename: boolean) =>
    patterns.length > 0 &&
    picomatch.isMatch(path, [...patterns].slice(0, 200), {
      dot: true,
      basename,
      ignore: [...ignore].slice(0, 200),
    });
  return (
    isMatch(
      files.filter((pattern) => !pattern.includes('/')),
      true,
    ) ||
    isMatch(
      files.filter((pattern) => pattern.includes('/')),
      false,
    )
  );
}

function editorOptions(path: string, present: ReadonlyMap<string, string>): Options {
  const files = foldersAbove(path).flatMap((folder) => {
    const text = present.get(inFolder(folder, '.editorconfig'));
    return text === undefined || text.length > 100_000 ? [] : [{ folder, text }];
  });
  return editorConfigOptions(path, files);
}
