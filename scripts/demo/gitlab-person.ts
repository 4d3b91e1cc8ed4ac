import { setTimeout as pause } from 'node:timers/promises';

/** Someone who uses the GitLab over its API with a token of their own, as people and their scripts do. */
export class GitLabPerson {
  constructor(
    private readonly baseUrl: string,
    readonly token: string,
  ) {}

  /** Throws with GitLab's own words when it refuses. */
  async request<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.baseUrl}/api/v4${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  get<T>(path: string): Promise<T> {
    return this.request<T>('GET', path);
  }

  async branchHead(project: number, branch: string): Promise<string> {
    const { commit } = await this.get<{ commit: { id: string } }>(
      `/projects/${project}/repository/branches/${encodeURIComponent(branch)}`,
    );
    return commit.id;
  }

  /** Pushes one commit; files that are not there yet are made. */
  async commit(
    project: number,
    request: {
      branch: string;
      startBranch?: string;
      message: string;
      files: Readonly<Record<string, string>>;
      existing: readonly string[];
    },
  ): Promise<string> {
    const actions = Object.entries(request.files).map(([path, content]) => ({
      action: request.existing.includes(path) ? 'update' : 'create',
      file_path: path,
      content,
    }));
    const { id } = await this.request<{ id: string }>('POST', `/projects/${project}/repository/commits`, {
      branch: request.branch,
      ...(request.startBranch === undefined ? {} : { start_branch: request.startBranch }),
      commit_message: request.message,
      actions,
    });
    return id;
  }
}

/** Asks until the answer is not null, at most so long. Throws with what was waited for. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > end) throw new Error(`Waited ${seconds} s in vain: ${what}.`);
    await pause(250);
  }
}
