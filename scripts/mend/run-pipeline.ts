import { setTimeout as pause } from 'node:timers/promises';
import type { GitLabPerson } from '../demo/gitlab-person';
import { until } from '../demo/gitlab-person';
import type { SandboxControl } from '../demo/sandbox-control';
import { git } from './git';
import type { LoadedFolder } from './load-folder';

export interface PipelineFacts {
  readonly id: number;
  readonly status: string;
  readonly web_url: string;
}

export interface StartedPipeline {
  readonly sha: string;
  readonly mergeRequestIid: number | null;
  /** The one that decides: a red one if there is any. Null when the configuration starts none. */
  readonly pipeline: PipelineFacts | null;
}

const branch = 'to-mend';
const ended = new Set(['success', 'failed', 'canceled', 'skipped', 'manual']);
const patienceSeconds = 30 * 60;

/**
 * Pushes the commit as a merge request's branch, as a Developer would, and waits for its pipelines. Where the rules let
 * none start there, it is pushed to the default branch instead.
 */
export async function runPipeline(options: {
  loaded: LoadedFolder;
  project: { id: number; path_with_namespace: string };
  developer: GitLabPerson;
  control: SandboxControl;
  sandboxUrl: string;
}): Promise<StartedPipeline> {
  const { loaded, project, developer } = options;
  await push(options, branch);
  const { iid } = await developer.request<{ iid: number }>('POST', `/projects/${project.id}/merge_requests`, {
    source_branch: branch,
    target_branch: loaded.defaultBranch,
    title: `Pipeline of ${loaded.sha.slice(0, 8)}`,
  });
  const onBranch = await settledPipeline(developer, project.id, loaded.sha);
  if (onBranch !== null) return { sha: loaded.sha, mergeRequestIid: iid, pipeline: onBranch };
  process.stderr.write(
    '! Its rules start no pipeline for a branch or a merge request; using the default branch.\n',
  );
  await developer.request('PUT', `/projects/${project.id}/merge_requests/${iid}`, { state_event: 'close' });
  const maintainer = await options.control.person('maya');
  await maintainer.request(
    'DELETE',
    `/projects/${project.id}/protected_branches/${encodeURIComponent(loaded.defaultBranch)}`,
  );
  await push(options, loaded.defaultBranch);
  const pipeline = await settledPipeline(developer, project.id, loaded.sha);
  return { sha: loaded.sha, mergeRequestIid: null, pipeline };
}

async function push(
  { loaded, project, developer, sandboxUrl }: Parameters<typeof runPipeline>[0],
  to: string,
): Promise<void> {
  const address = new URL(`${sandboxUrl}/${project.path_with_namespace}.git`);
  address.username = 'oauth2';
  address.password = developer.token;
  await git(loaded.repository, ['push', '--quiet', address.href, `${loaded.sha}:refs/heads/${to}`]);
}

/** All pipelines of the commit ended; a red one speaks for them. Null when none starts within a few seconds. */
async function settledPipeline(
  developer: GitLabPerson,
  project: number,
  sha: string,
): Promise<PipelineFacts | null> {
  const list = () => developer.get<PipelineFacts[]>(`/projects/${project}/pipelines?sha=${sha}`);
  for (let tries = 0; (await list()).length === 0; tries += 1) {
    if (tries === 20) return null;
    await pause(250);
  }
  return until('its pipeline ends', patienceSeconds, async () => {
    const pipelines = await list();
    if (!pipelines.every(({ status }) => ended.has(status))) return null;
    return pipelines.find(({ status }) => status === 'failed') ?? pipelines[0] ?? null;
  });
}
