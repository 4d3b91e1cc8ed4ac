export const usage = `Usage:
  pipemend diagnose FILE|- [--json]     say why a job's log shows a failure, with the lines that prove it
  pipemend diagnose --batch CASES.jsonl one JSON answer a line for {"id", "log"} cases, paths relative to that file
  pipemend redact FILE|-                print a text without its secrets
`;

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'diagnose'; readonly file: string; readonly json: boolean }
  | { readonly kind: 'batch'; readonly file: string }
  | { readonly kind: 'redact'; readonly file: string };

/** Reads the command line; what it cannot make sense of becomes `wrong` with words for the user. */
export function parseArguments(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || args.includes('--help') || args.includes('-h'))
    return { kind: 'help' };
  if (name !== 'diagnose' && name !== 'redact') return wrong(`There is no command "${name}".`);
  const flags = rest.filter((word) => word.startsWith('-') && word !== '-');
  const files = rest.filter((word) => !word.startsWith('-') || word === '-');
  const unknown = flags.find((flag) => name === 'redact' || (flag !== '--json' && flag !== '--batch'));
  if (unknown !== undefined) return wrong(`The command ${name} has no option ${unknown}.`);
  const [file, ...more] = files;
  if (file === undefined) return wrong('Name a file, or - to read from a pipe.');
  if (more.length > 0) return wrong('Name one file.');
  if (name === 'redact') return { kind: 'redact', file };
  if (flags.includes('--batch')) return { kind: 'batch', file };
  return { kind: 'diagnose', file, json: flags.includes('--json') };
}

function wrong(message: string): Command {
  return { kind: 'wrong', message };
}
