import { isDeepStrictEqual } from 'node:util';

import ts from 'typescript';
import { parse as parseYaml } from 'yaml';

/** True when two texts of a JSON (comments allowed) or YAML file say the same, in the same order: only the form differs. */
export function sameData(path: string, before: string, after: string): boolean {
  const read = readerFor(path);
  if (read === null) return before === after;
  const [was, is] = [read(before), read(after)];
  // Order is compared too: a script runs what it finds first.
  return (
    was !== null &&
    is !== null &&
    JSON.stringify(was.data) === JSON.stringify(is.data) &&
    isDeepStrictEqual(was, is)
  );
}

interface Data {
  readonly data: unknown;
}

/** The data of a JSON text (comments and trailing commas allowed); null when it is not JSON. */
export function readJson(text: string): Data | null {
  const { config, error } = ts.parseConfigFileTextToJson('data.json', text) as {
    config?: unknown;
    error?: unknown;
  };
  return error === undefined && config !== undefined ? { data: config } : null;
}

function readYaml(text: string): Data | null {
  try {
    return { data: parseYaml(text, { maxAliasCount: 100, logLevel: 'error' }) as unknown };
  } catch {
    // Not YAML, or too deep: then it cannot be shown that only the form differs.
    return null;
  }
}

function readerFor(path: string): ((text: string) => Data | null) | null {
  if (/\.(json[c5]?|webmanifest)$|(^|\/)\.(prettierrc|eslintrc|stylelintrc|babelrc|swcrc)$/.test(path))
    return readJson;
  return /\.ya?ml$/.test(path) ? readYaml : null;
}
