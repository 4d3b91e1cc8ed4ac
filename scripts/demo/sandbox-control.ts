import { z } from 'zod';
import { GitLabPerson } from './gitlab-person';

const project = z.object({ id: z.number(), path_with_namespace: z.string(), web_url: z.string() });

/** The sandbox's control interface: what an administrator of a GitLab could do by hand. */
export class SandboxControl {
  constructor(
    private readonly controlUrl: string,
    private readonly baseUrl: string,
  ) {}

  /** Throws with the answer when it is not a success. */
  readonly ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<unknown> => {
    const response = await fetch(`${this.controlUrl}${path}`, {
      method,
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return text === '' ? null : JSON.parse(text);
  };

  async createProject(request: { path: string } & Record<string, unknown>) {
    return project.parse(await this.ask('POST', '/projects', { namespace: 'acme', ...request }));
  }

  /** A personal access token for someone of the sandbox. */
  async person(username: string): Promise<GitLabPerson> {
    const answer = await this.ask('POST', '/mint-token', { username, scopes: ['api'] });
    return new GitLabPerson(this.baseUrl, z.object({ token: z.string() }).parse(answer).token);
  }
}
