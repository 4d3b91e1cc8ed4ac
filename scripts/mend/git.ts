import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git in a folder and gives what it printed, trimmed. Throws with what it said on standard error. Reads nobody's configuration. */
export async function git(folder: string, args: readonly string[]): Promise<string> {
  const author = { name: 'Pipemend', email: 'pipemend@example.invalid' };
  const { stdout } = await run('git', ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', ...args], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_COMMITTER_NAME: author.name,
      GIT_COMMITTER_EMAIL: author.email,
    },
  });
  return stdout.trim();
}

/** The same, null when git refuses. */
export async function tryGit(folder: string, args: readonly string[]): Promise<string | null> {
  // A refusal is the answer "there is no such thing"; whoever needs the reason uses `git`.
  return git(folder, args).catch(() => null);
}
