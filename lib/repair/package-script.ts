import { isMap } from './ci-configuration';
import { shellWords } from './shell-words';

/** What a line like `npm --prefix web run lint` stands for. */
export interface PackageScript {
  readonly name: string;
  /** Where the package manager is sent, relative to where the line runs; null when it stays there. */
  readonly folder: string | null;
}

/** Options that say nothing of what the script does. */
const QUIET = /^(-s|--silent|--no-color|--color|--if-present|--loglevel=\w+|--no-progress)$/;
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  npm: ['--prefix', '-C'],
  pnpm: ['--dir', '-C'],
  yarn: ['--cwd'],
};
const FOLDER = /^(?!-)[\w@.+/-]{1,200}$/;
const NAME = /^[\w:.-]{1,100}$/;

/** Reads a call of a script of package.json; null for anything that is more or other than that. */
export function readPackageScript(line: string): PackageScript | null {
  const [program = '', ...words] = shellWords(line.trim()) ?? [];
  const elsewhere = Object.hasOwn(ELSEWHERE, program) ? ELSEWHERE[program] : undefined;
  if (elsewhere === undefined) return null;
  let folder: string | null = null;
  const rest: string[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [option = '', inline] = word.startsWith('-') ? word.split('=', 2) : [];
    if (elsewhere.includes(option)) {
      folder = inline ?? words[(index += 1)] ?? '';
      if (!FOLDER.test(folder) || folder.startsWith('/') || folder.split('/').includes('..')) return null;
    } else if (!QUIET.test(word)) rest.push(word);
  }
  const called =
    rest[0] === 'run' || rest[0] === 'run-script' ? rest.slice(1) : program === 'npm' ? [] : rest;
  const [name = ''] = called;
  return called.length === 1 && NAME.test(name) && !name.startsWith('-') ? { name, folder } : null;
}

/** The text of a script of package.json; null where there is none or the file cannot be read. */
export function scriptOfPackage(name: string, packageJson: string | null): string | null {
  if (packageJson === null) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(packageJson);
  } catch {
    // Not JSON: the tool's own defaults are used, as when there is no package.json.
    return null;
  }
  const scripts = isMap(parsed) && isMap(parsed['scripts']) ? parsed['scripts'] : {};
  const script = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  return typeof script === 'string' ? script : null;
}
