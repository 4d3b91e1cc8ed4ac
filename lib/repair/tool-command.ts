import { reusableArguments } from './tool-arguments';
import type { Tool } from './tool';

/**
 * The shell lines that run the tool's fix mode: the project's own copy if it has one, else the one on PATH, never a download.
 * The tool's exit code is not the answer (linters fail while anything is left that they cannot mend): the pipeline is.
 */
export function toolCommand(tool: Tool, scriptLine: string | null): string[] {
  if (tool.script !== undefined) return [...tool.script];
  // `npm ci` has nothing to say to `npm install`: a word taken over from it would be a package to add.
  const isOtherCommand = scriptLine === null || tool.kind === 'lockfile';
  const own = isOtherCommand ? null : reusableArguments(tool, scriptLine);
  const paths = own === null || own.paths.length === 0 ? tool.defaultPaths : own.paths.map(quote);
  const words = [...tool.fixArguments, ...(own?.flags ?? []).map(quote), ...paths];
  return [
    ...findProgram(tool),
    `${['pipemend_tool', ...words].join(' ')} || echo "The tool ended with exit code $?; what it mended is kept."`,
  ];
}

function findProgram({ from, program, label }: Tool): string[] {
  const missing = `{ echo "${label} is not installed in this job, and Pipemend downloads nothing."; exit 1; }`;
  if (from === 'path') {
    return [`command -v ${program} > /dev/null || ${missing}`, `pipemend_tool() { ${program} "$@"; }`];
  }
  if (from === 'bundle') {
    return [
      `if bundle show ${program} > /dev/null 2>&1; then pipemend_tool() { bundle exec ${program} "$@"; };` +
        ` elif command -v ${program} > /dev/null; then pipemend_tool() { ${program} "$@"; }; else ${missing}; fi`,
    ];
  }
  const bin = from === 'node_modules' ? 'node_modules/.bin' : 'vendor/bin';
  return [
    `if [ -x "./${bin}/${program}" ]; then pipemend_tool() { "./${bin}/${program}" "$@"; };` +
      ` elif [ -x "$CI_PROJECT_DIR/${bin}/${program}" ]; then pipemend_tool() { "$CI_PROJECT_DIR/${bin}/${program}" "$@"; };` +
      ` elif command -v ${program} > /dev/null; then pipemend_tool() { ${program} "$@"; }; else ${missing}; fi`,
  ];
}

function quote(word: string): string {
  return `'${word}'`;
}
