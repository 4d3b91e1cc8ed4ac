import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { childEnvironment, environment } from '../environment';

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

const MAX_OUTPUT = 256 * 1024 * 1024;

/** Git's environment is built from nothing, so that no configuration or hook of this machine reaches it. */
export const GIT_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: environment.path,
  HOME: '/nonexistent',
  LC_ALL: 'C.UTF-8',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_CONFIG_COUNT: '2',
  GIT_CONFIG_KEY_0: 'safe.directory',
  GIT_CONFIG_VALUE_0: '*',
  GIT_CONFIG_KEY_1: 'core.quotePath',
  GIT_CONFIG_VALUE_1: 'false',
};

/** Runs git in a folder and gives what it said, whatever its exit code. Throws only where git cannot be run. */
export async function tryGit(
  cwd: string,
  args: readonly string[],
  options: { input?: Buffer | string; env?: Record<string, string> } = {},
): Promise<GitResult> {
  const child = spawn('git', args, {
    cwd,
    env: childEnvironment({ ...GIT_ENVIRONMENT, ...options.env }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  let size = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_OUTPUT) out.push(chunk);
    else child.kill('SIGKILL');
  });
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  // Git may end before it has read everything; its exit code tells the story.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  if (size > MAX_OUTPUT) throw new Error(`git ${args[0] ?? ''} answered with more than ${MAX_OUTPUT} bytes`);
  return { code: code ?? -1, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString() };
}

/** As `tryGit`, but an exit code other than 0 is an error. */
export async function runGit(
  cwd: string,
  args: readonly string[],
  options: { input?: Buffer | string; env?: Record<string, string> } = {},
): Promise<string> {
  const result = await tryGit(cwd, args, options);
  if (result.code !== 0)
    throw new Error(`git ${args[0] ?? ''} failed with ${result.code}: ${result.stderr.trim().slice(0, 500)}`);
  return result.stdout.toString();
}
