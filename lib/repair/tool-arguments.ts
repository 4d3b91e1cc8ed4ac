import { shellWords } from './shell-words';
import type { Tool } from './tool';

const LAUNCHERS: readonly (readonly string[])[] = [
  ['npx', '--no-install'],
  ['npx', '--no'],
  ['npx'],
  ['pnpm', 'exec'],
  ['pnpm'],
  ['yarn', 'run'],
  ['yarn'],
  ['bundle', 'exec'],
  ['poetry', 'run'],
  ['uv', 'run'],
  ['python', '-m'],
  ['python3', '-m'],
];

/** Flags that only choose how the tool reports; dropping them changes nothing that it mends. */
const REPORTING = new Set([
  '--check',
  '-c',
  '--list-different',
  '-l',
  '--quiet',
  '-q',
  '--cache',
  '--color',
  '--no-color',
  '--diff',
  '--check-only',
  '-d',
  '-check',
  '-diff',
  '-recursive',
  '--force-exclusion',
  '--all',
  '--verify-no-changes',
  '--dry-run',
  '--write',
  '--fix',
  '-w',
]);
const REPORTING_VALUES = new Set([
  '--max-warnings',
  '--format',
  '-f',
  '--log-level',
  '--loglevel',
  '--output-format',
  '-D',
  '--formatter',
]);

const PATH = /^(?!-)[\w@.*{},/+-]+$/;
const VALUE = /^(?!-)[\w@.,/+:-]+$/;

/**
 * The arguments (flags that decide what is mended, then paths) that a script's own line gives the tool, if every word of the line
 * is one that we know or a plain relative path; else null, and the tool's defaults are used.
 */
export function reusableArguments(tool: Tool, line: string): { flags: string[]; paths: string[] } | null {
  const words = shellWords(line);
  if (words === null) return null;
  const rest = afterProgram(tool, words);
  if (rest === null) return null;
  const flags: string[] = [];
  const paths: string[] = [];
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    const [name, inline] = splitInline(word);
    const kept = tool.keptFlags[name];
    if (kept === 'alone' && inline === null) flags.push(name);
    else if (kept === 'value') {
      const value = inline ?? rest[(index += 1)] ?? '';
      if (!isInside(value, VALUE)) return null;
      flags.push(name, value);
    } else if (REPORTING_VALUES.has(name)) {
      if (inline === null) index += 1;
    } else if (REPORTING.has(word)) continue;
    else if (isInside(word, PATH)) paths.push(word);
    else return null;
  }
  return { flags, paths };
}

function afterProgram(tool: Tool, words: readonly string[]): readonly string[] | null {
  const launcher = LAUNCHERS.find((launch) => launch.every((word, index) => words[index] === word));
  let rest = words.slice(launcher?.length ?? 0);
  const program = rest[0]?.replace(/^(\.\/)?(node_modules\/\.bin|vendor\/bin)\//, '');
  if (program !== tool.program && !(tool.program === 'phpcbf' && program === 'phpcs')) return null;
  rest = rest.slice(1);
  if (tool.subcommand === undefined) return rest;
  return rest[0] === tool.subcommand ? rest.slice(1) : null;
}

function splitInline(word: string): [string, string | null] {
  const equals = word.startsWith('-') ? word.indexOf('=') : -1;
  return equals < 0 ? [word, null] : [word.slice(0, equals), word.slice(equals + 1)];
}

function isInside(word: string, shape: RegExp): boolean {
  return shape.test(word) && !word.startsWith('/') && !word.split('/').includes('..');
}
