import { randomUUID } from 'node:crypto';

import type { AutomationLevel } from '@/lib/domain/automation-level';
import { connectProject } from '@/lib/operations/connect-project';
import { findFailure } from '@/scripts/demo/find-failure';
import type { GitLabPerson } from '@/scripts/demo/gitlab-person';
import { until } from '@/scripts/demo/gitlab-person';

import type { ProductInProcess } from './product-in-process';

/** Path → text. */
export type Files = Readonly<Record<string, string>>;

export interface StageOptions {
  readonly level: AutomationLevel;
  /** The default branch. */
  readonly main: Files;
  /** Sandbox settings of the project, e.g. `{ mergePipelinesEnabled: true }`. */
  readonly settings?: object;
}

const patienceSeconds = 90;

/** One connected project, what a Developer does in it, and what both sides say afterwards. */
export class Stage {
  private constructor(
    readonly product: ProductInProcess,
    readonly projectId: string,
    readonly gitlabProjectId: number,
    /** The Developer. */
    readonly dev: GitLabPerson,
    private readonly known: Set<string>,
  ) {}

  /** A new project, connected by the Maintainer, whose tokens write from then on. */
  static async set(product: ProductInProcess, options: StageOptions): Promise<Stage> {
    const { id: gitlabProjectId } = await product.control.createProject({
      path: `app-${randomUUID().slice(0, 8)}`,
      files: options.main,
      ...(options.settings ? { settings: options.settings } : {}),
    });
    const { projectId } = await connectProject(product.services, await product.signedIn('max'), {
      instanceId: product.instanceId,
      gitlabProjectId,
      level: options.level,
    });
    const dev = await product.gitlab('dev');
    return new Stage(product, projectId, gitlabProjectId, dev, new Set(Object.keys(options.main)));
  }

  get db() {
    return this.product.services.db;
  }

  /** Pushes as the Developer; gives the commit. */
  async push(
    files: Files,
    { branch = 'change', from, message = 'Change something' }: PushOptions = {},
  ): Promise<string> {
    const sha = await this.dev.commit(this.gitlabProjectId, {
      branch,
      ...(from === undefined ? {} : { startBranch: from }),
      message,
      files,
      existing: [...this.known],
    });
    for (const name of Object.keys(files)) this.known.add(name);
    return sha;
  }

  async openMergeRequest(branch = 'change'): Promise<number> {
    const { iid } = await this.dev.request<{ iid: number }>('POST', this.path('/merge_requests'), {
      source_branch: branch,
      target_branch: 'main',
      title: 'Change something',
    });
    return iid;
  }

  /** A push to a new branch with a merge request on it. */
  async change(files: Files): Promise<{ sha: string; iid: number }> {
    const sha = await this.push(files, { from: 'main' });
    return { sha, iid: await this.openMergeRequest() };
  }

  failure(sha?: string) {
    return findFailure(this.db, this.projectId, sha);
  }

  /** The failure, once it is in one of these statuses. */
  async failureIn(...statuses: readonly string[]) {
    let last = 'there is none';
    try {
      return await until(`a failure is ${statuses.join(' or ')}`, patienceSeconds, async () => {
        const failure = await this.failure();
        last = failure ? `${failure.status}: ${failure.statusReason}` : last;
        return failure && statuses.includes(failure.status) ? failure : null;
      });
    } catch (error) {
      throw new Error(`${String(error)} It is ${last}`, { cause: error });
    }
  }

  /** Until nothing of ours is to be done any more, and no pipeline of the project runs. */
  async settled(): Promise<void> {
    await until('everything has come to rest', patienceSeconds, async () => {
      const busy = await this.dev.get<unknown[]>(this.path('/pipelines?scope=running&per_page=1'));
      const pending = await this.dev.get<unknown[]>(this.path('/pipelines?scope=pending&per_page=1'));
      const failures = await this.db.failure.findMany({
        where: { projectId: this.projectId },
        select: { id: true },
      });
      const about = [this.projectId, ...failures.map(({ id }) => id)].join('|');
      const [row] = await this.db.$queryRaw<{ open: bigint }[]>`
        SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL AND data::text ~ ${about})
             + (SELECT count(*) FROM engine_events WHERE delivered_at IS NULL AND payload::text ~ ${about})
             + (SELECT count(*) FROM engine_runs WHERE ended_at IS NULL AND events::text ~ ${about}) AS open`;
      return busy.length + pending.length === 0 && Number(row?.open ?? 0) === 0 ? true : null;
    });
  }

  path(rest: string): string {
    return `/projects/${this.gitlabProjectId}${rest}`;
  }

  head(branch = 'change'): Promise<string> {
    return this.dev.branchHead(this.gitlabProjectId, branch);
  }

  /** Newest first. */
  commits(
    branch = 'change',
  ): Promise<{ id: string; title: string; message: string; parent_ids: string[] }[]> {
    return this.dev.get(this.path(`/repository/commits?ref_name=${encodeURIComponent(branch)}&per_page=100`));
  }

  /** Commits on the branch that carry our trailer. */
  async ourCommits(branch = 'change') {
    return (await this.commits(branch)).filter(({ message }) => message.includes('Pipemend-Fix: '));
  }

  async text(file: string, branch = 'change'): Promise<string> {
    const { content } = await this.dev.get<{ content: string }>(
      this.path(`/repository/files/${encodeURIComponent(file)}?ref=${encodeURIComponent(branch)}`),
    );
    return Buffer.from(content, 'base64').toString('utf8');
  }

  async scratchBranches(): Promise<string[]> {
    const all = await this.dev.get<{ name: string }[]>(this.path('/repository/branches?per_page=100'));
    return all.map(({ name }) => name).filter((name) => name.startsWith('pipemend/'));
  }

  notes(iid: number): Promise<{ id: number; body: string; system: boolean; author: { username: string } }[]> {
    return this.dev.get(this.path(`/merge_requests/${iid}/notes?per_page=100`));
  }

  /** Our one note on the merge request; throws when there are more or none. */
  async ourNotes(iid: number): Promise<string[]> {
    return (await this.notes(iid))
      .filter(({ body }) => body.startsWith('<!-- pipemend:note -->'))
      .map(({ body }) => body);
  }

  async write(iid: number, body: string, who?: GitLabPerson): Promise<void> {
    await (who ?? this.dev).request('POST', this.path(`/merge_requests/${iid}/notes`), { body });
  }

  pipelines(query = ''): Promise<{ id: number; ref: string; sha: string; status: string; source: string }[]> {
    return this.dev.get(this.path(`/pipelines?per_page=100${query}`));
  }

  async openMergeRequests(): Promise<{ iid: number; source_branch: string }[]> {
    return this.dev.get(this.path('/merge_requests?state=opened&per_page=100'));
  }

  /** What was deployed since the project is connected, by the jobs' names. */
  async deployments(): Promise<{ ref: string; sha: string; job: string | null }[]> {
    const all = (await this.product.control.ask('GET', '/deployments')) as {
      projectId: number;
      ref: string;
      sha: string;
      job: string | null;
    }[];
    return all.filter(({ projectId }) => projectId === this.gitlabProjectId);
  }

  /** The requests that changed something and that the writer sent, as `POST /api/v4/…`. */
  async writes(): Promise<string[]> {
    const { entries } = (await this.product.control.ask('GET', '/journal')) as { entries: JournalRow[] };
    const about = new RegExp(`^/api/v4/projects/${this.gitlabProjectId}/`);
    return entries
      .filter(
        (one) =>
          one.kind === 'request' &&
          one.username === 'max' &&
          one.method !== 'GET' &&
          about.test(one.path ?? '') &&
          // Asking what a configuration would do changes nothing.
          !(one.path ?? '').endsWith('/ci/lint'),
      )
      .map(({ method, route }) => `${method ?? ''} ${route ?? ''}`);
  }

  audit() {
    return this.db.auditEvent.findMany({ where: { projectId: this.projectId }, orderBy: { id: 'asc' } });
  }

  async actions(): Promise<string[]> {
    return (await this.audit()).map(({ action }) => action);
  }
}

interface PushOptions {
  readonly branch?: string;
  readonly from?: string;
  readonly message?: string;
}

interface JournalRow {
  readonly kind: string;
  readonly username?: string | null;
  readonly method?: string;
  readonly path?: string;
  readonly route?: string;
}
