import { spawn } from 'node:child_process';

import { root } from './root';

export interface CommandResult {
  readonly code: number;
  /** Standard output and error as they came, the last megabyte. */
  readonly output: string;
}

/** Runs a Node program of this project, or any other with `program`, in the project's folder and waits for its end. */
export async function runCommand(
  args: readonly string[],
  options: {
    readonly program?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** Another folder than the project's. */
    readonly cwd?: string;
    /** Also writes the output to standard error as it comes. */
    readonly show?: boolean;
  } = {},
): Promise<CommandResult> {
  const child = spawn(options.program ?? process.execPath, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-1_000_000);
      if (options.show) process.stderr.write(text);
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => {
      resolve(exitCode ?? 1);
    });
  });
  return { code, output };
}
