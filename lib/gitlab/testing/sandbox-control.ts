import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startSandbox } from '@/sandbox/start-sandbox';

export interface TestGitLab {
  readonly baseUrl: string;
  readonly controlUrl: string;
  /** Asks the control interface; throws when it refuses. */
  control<Answer = unknown>(method: string, route: string, body?: object): Promise<Answer>;
  /** A personal access token. */
  tokenOf(username: string, scopes?: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** A GitLab of a test's own: the sandbox, with nothing in it but its seeded people. */
export async function startTestGitLab(): Promise<TestGitLab> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'pipemend-gitlab-'));
  const running = await startSandbox({ dataDir });

  async function control<Answer>(method: string, route: string, body?: object): Promise<Answer> {
    const answer = await fetch(`${running.controlUrl}${route}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Answer;
  }

  return {
    baseUrl: running.baseUrl,
    controlUrl: running.controlUrl,
    control,
    async tokenOf(username, scopes = ['api']) {
      const { token } = await control<{ token: string }>('POST', '/mint-token', { username, scopes });
      return token;
    },
    async stop() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
