import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../../start-sandbox';
import type { RunningSandbox } from '../../start-sandbox';

const PATIENCE_MS = 90_000;
const FINISHED = ['success', 'failed', 'canceled', 'skipped', 'manual'];

export interface ApiJob {
  id: number;
  name: string;
  stage: string;
  status: string;
  allow_failure: boolean;
  failure_reason?: string;
  artifacts: { file_type: string; filename: string }[];
  downstream_pipeline?: { id: number; status: string; project_id: number } | null;
}

export interface ApiPipeline {
  id: number;
  status: string;
  ref: string;
  sha: string;
  source: string;
  yaml_errors: string | null;
  name?: string | null;
}

/** A sandbox of a test's own, driven over HTTP only. */
export class CiDriver {
  private constructor(
    private running: RunningSandbox,
    private readonly folder: string,
    readonly token: string,
  ) {}

  static async start(options: { concurrentJobs?: number; toolPath?: string[] } = {}): Promise<CiDriver> {
    const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-ci-'));
    const running = await startSandbox({
      dataDir: folder,
      concurrentJobs: options.concurrentJobs ?? 2,
      toolPath: options.toolPath ?? [],
    });
    const minted = await sendJson(running.controlUrl, 'POST', '/mint-token', { username: 'maya' });
    return new CiDriver(running, folder, (minted.body as { token: string }).token);
  }

  /** Ends the sandbox and starts another with what it has saved. */
  async restart(): Promise<void> {
    await this.running.stop();
    this.running = await startSandbox({ dataDir: this.folder, concurrentJobs: 2 });
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  get baseUrl(): string {
    return this.running.baseUrl;
  }

  async tokenOf(username: string): Promise<string> {
    return ((await this.control('POST', '/mint-token', { username })) as { token: string }).token;
  }

  async control(method: string, route: string, body?: object): Promise<unknown> {
    const answer = await sendJson(this.running.controlUrl, method, route, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A project whose first commit starts no pipeline; gives its id. */
  async project(name: string, files: Record<string, string>, more: object = {}): Promise<number> {
    return ((await this.control('POST', '/projects', { path: name, files, ...more })) as { id: number }).id;
  }

  request(
    method: string,
    route: string,
    body?: object,
    token = this.token,
  ): Promise<{ status: number; body: unknown }> {
    return sendJson(`${this.baseUrl}/api/v4`, method, route, body, { 'PRIVATE-TOKEN': token });
  }

  /** A request that has to succeed. */
  async api<T>(method: string, route: string, body?: object): Promise<T> {
    const answer = await this.request(method, route, body);
    if (answer.status >= 300)
      throw new Error(`${method} ${route}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as T;
  }

  async text(route: string): Promise<string> {
    const answer = await fetch(`${this.baseUrl}/api/v4${route}`, {
      headers: { 'PRIVATE-TOKEN': this.token },
    });
    if (!answer.ok) throw new Error(`GET ${route}: ${answer.status}`);
    return answer.text();
  }

  createPipeline(
    projectId: number,
    ref = 'main',
    variables: { key: string; value: string }[] = [],
  ): Promise<ApiPipeline> {
    return this.api('POST', `/projects/${projectId}/pipeline`, { ref, variables });
  }

  /** The pipeline once nothing in it moves any more. */
  finished(projectId: number, pipelineId: number): Promise<ApiPipeline> {
    return this.until(
      () => this.api<ApiPipeline>('GET', `/projects/${projectId}/pipelines/${pipelineId}`),
      (pipeline) => FINISHED.includes(pipeline.status),
    );
  }

  async run(
    projectId: number,
    ref = 'main',
    variables: { key: string; value: string }[] = [],
  ): Promise<ApiPipeline> {
    return this.finished(projectId, (await this.createPipeline(projectId, ref, variables)).id);
  }

  /** Latest jobs by name; with `retried` every one, as a list. */
  async jobs(projectId: number, pipelineId: number): Promise<Record<string, ApiJob>> {
    const jobs = await this.api<ApiJob[]>(
      'GET',
      `/projects/${projectId}/pipelines/${pipelineId}/jobs?per_page=100`,
    );
    return Object.fromEntries(jobs.map((job) => [job.name, job]));
  }

  allJobs(projectId: number, pipelineId: number): Promise<ApiJob[]> {
    return this.api(
      'GET',
      `/projects/${projectId}/pipelines/${pipelineId}/jobs?include_retried=true&per_page=100`,
    );
  }

  bridges(projectId: number, pipelineId: number): Promise<ApiJob[]> {
    return this.api('GET', `/projects/${projectId}/pipelines/${pipelineId}/bridges`);
  }

  async trace(projectId: number, jobId: number): Promise<string> {
    return this.text(`/projects/${projectId}/jobs/${jobId}/trace`);
  }

  /** Asks again and again until the answer is as wanted. */
  async until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await ask();
      if (wanted(answer)) return answer;
      if (Date.now() > end) throw new Error(`still not as wanted: ${JSON.stringify(answer).slice(0, 2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function sendJson(
  base: string,
  method: string,
  route: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${base}${route}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
}
