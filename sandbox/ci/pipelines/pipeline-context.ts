import { matchesBranch } from '../../access/can-push';
import type { CommitInfo } from '../../git/git-host';
import type { Sandbox } from '../../sandbox';
import type { CiVariableRecord, MergeRequestRecord, ProjectRecord, UserRecord } from '../../store/records';
import type { RuleFacts } from '../config/evaluate-rules';
import type { Variables } from '../config/expand-variables';
import type { PipelineRecord, PipelineSource } from '../records';

export const NO_COMMIT = '0'.repeat(40);

/** Everything that decides what a pipeline consists of, before it has an id. */
export interface PipelineContext {
  project: ProjectRecord;
  user: UserRecord;
  /** A branch or tag name, or `refs/merge-requests/:iid/{head,merge}`. */
  ref: string;
  refKind: 'branch' | 'tag' | 'merge_request';
  sha: string;
  beforeSha: string;
  commit: CommitInfo;
  source: PipelineSource;
  protectedRef: boolean;
  mergeRequest: MergeRequestRecord | null;
  variables: PipelineRecord['variables'];
}

/** Branch or tag name as people know it; a merge request's is its source branch. */
export function refNameOf(context: Pick<PipelineContext, 'ref' | 'mergeRequest'>): string {
  return context.mergeRequest?.sourceBranch ?? context.ref;
}

export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}

/** What rules are evaluated against, paths being looked up only when a rule asks. */
export function ruleFacts(sandbox: Sandbox, context: PipelineContext): Omit<RuleFacts, 'variables'> {
  const { git } = sandbox;
  const { project, sha, mergeRequest } = context;
  let files: Promise<readonly string[]> | null = null;
  return {
    refKind: context.refKind,
    refName: refNameOf(context),
    source: context.source,
    project: project.fullPath,
    files: () => (files ??= git.listFiles(project.id, sha)),
    changedPaths: async (compareTo) => {
      if (compareTo !== null) {
        const base = await git.resolve(project.id, compareTo);
        if (base === null) return [];
        return git.changedFiles(project.id, (await git.mergeBase(project.id, base, sha)) ?? base, sha);
      }
      if (mergeRequest) {
        const base = mergeRequest.versions[0]?.baseSha ?? null;
        return base === null ? null : git.changedFiles(project.id, base, mergeRequest.headSha);
      }
      // Only a push to a branch that was there before has something to compare with.
      if (context.source !== 'push' || context.beforeSha === NO_COMMIT) return null;
      return git.changedFiles(project.id, context.beforeSha, sha);
    },
  };
}

/** The project's CI variables that reach a pipeline of this kind, and an environment if the job has one. */
export function projectVariables(
  sandbox: Sandbox,
  projectId: number,
  options: { protectedRef: boolean; environment: string | null },
): CiVariableRecord[] {
  const reachable = (sandbox.store.ciVariables.get(projectId) ?? []).filter(
    (variable) =>
      (options.protectedRef || !variable.protected) &&
      (variable.environmentScope === '*' ||
        (options.environment !== null && matchesBranch(variable.environmentScope, options.environment))),
  );
  // The narrower scope wins where a key is there twice.
  return reachable.sort((a, b) => a.environmentScope.length - b.environmentScope.length);
}

/** The variables GitLab sets for every job of a pipeline and for its rules. `CI_PIPELINE_ID` and its like come later. */
export function predefinedVariables(sandbox: Sandbox, context: PipelineContext): Record<string, string> {
  const { config, store } = sandbox;
  const { project, user, commit, sha } = context;
  const server = new URL(config.baseUrl);
  const refName = refNameOf(context);
  const namespace = project.fullPath.slice(0, project.fullPath.lastIndexOf('/'));
  const refIsMine = context.refKind !== 'merge_request';
  return {
    CI: 'true',
    GITLAB_CI: 'true',
    CI_SERVER: 'yes',
    CI_SERVER_NAME: 'GitLab',
    CI_SERVER_URL: config.baseUrl,
    CI_SERVER_HOST: server.hostname,
    CI_SERVER_FQDN: server.host,
    CI_SERVER_PORT: server.port,
    CI_SERVER_PROTOCOL: server.protocol.replace(':', ''),
    CI_API_V4_URL: `${config.baseUrl}/api/v4`,
    CI_API_GRAPHQL_URL: `${config.baseUrl}/api/graphql`,
    CI_PROJECT_ID: String(project.id),
    CI_PROJECT_NAME: project.path,
    CI_PROJECT_TITLE: project.name,
    CI_PROJECT_PATH: project.fullPath,
    CI_PROJECT_PATH_SLUG: slugOf(project.fullPath),
    CI_PROJECT_NAMESPACE: namespace,
    CI_PROJECT_ROOT_NAMESPACE: namespace.split('/')[0] ?? '',
    CI_PROJECT_URL: `${config.baseUrl}/${project.fullPath}`,
    CI_PROJECT_VISIBILITY: project.visibility,
    CI_DEFAULT_BRANCH: project.defaultBranch,
    CI_CONFIG_PATH: project.settings.ciConfigPath || '.gitlab-ci.yml',
    CI_PIPELINE_SOURCE: context.source,
    CI_COMMIT_SHA: sha,
    CI_COMMIT_SHORT_SHA: sha.slice(0, 8),
    CI_COMMIT_BEFORE_SHA: context.beforeSha,
    CI_COMMIT_REF_NAME: refName,
    CI_COMMIT_REF_SLUG: slugOf(refName),
    CI_COMMIT_REF_PROTECTED: String(context.protectedRef),
    CI_COMMIT_TITLE: commit.title,
    CI_COMMIT_MESSAGE: commit.message,
    CI_COMMIT_DESCRIPTION: commit.message.slice(commit.title.length).trim(),
    CI_COMMIT_AUTHOR: `${commit.authorName} <${commit.authorEmail}>`,
    CI_COMMIT_TIMESTAMP: commit.committedDate,
    ...(refIsMine && context.refKind === 'branch' ? { CI_COMMIT_BRANCH: context.ref } : {}),
    ...(context.refKind === 'tag' ? { CI_COMMIT_TAG: context.ref } : {}),
    GITLAB_USER_ID: String(user.id),
    GITLAB_USER_LOGIN: user.username,
    GITLAB_USER_NAME: user.name,
    GITLAB_USER_EMAIL: user.email,
    ...openMergeRequests(store.mergeRequests.values(), context, store.projects),
    ...mergeRequestVariables(sandbox, context),
  };
}

function openMergeRequests(
  all: Iterable<MergeRequestRecord>,
  context: PipelineContext,
  projects: ReadonlyMap<number, ProjectRecord>,
): Variables {
  const branch = refNameOf(context);
  const open = [...all]
    .filter(
      (one) =>
        one.state === 'opened' && one.sourceProjectId === context.project.id && one.sourceBranch === branch,
    )
    .map((one) => `${projects.get(one.projectId)?.fullPath ?? ''}!${one.iid}`);
  return open.length > 0 && context.refKind !== 'tag'
    ? { CI_OPEN_MERGE_REQUESTS: open.slice(0, 4).join(',') }
    : {};
}

function mergeRequestVariables(sandbox: Sandbox, context: PipelineContext): Variables {
  const request = context.mergeRequest;
  if (!request) return {};
  const target = sandbox.store.projects.get(request.projectId);
  const source = sandbox.store.projects.get(request.sourceProjectId);
  const merged = context.ref.endsWith('/merge');
  return {
    CI_MERGE_REQUEST_ID: String(request.id),
    CI_MERGE_REQUEST_IID: String(request.iid),
    CI_MERGE_REQUEST_REF_PATH: `refs/merge-requests/${request.iid}/head`,
    CI_MERGE_REQUEST_PROJECT_ID: String(request.projectId),
    CI_MERGE_REQUEST_PROJECT_PATH: target?.fullPath ?? '',
    CI_MERGE_REQUEST_PROJECT_URL: `${sandbox.config.baseUrl}/${target?.fullPath ?? ''}`,
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: request.targetBranch,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: merged ? request.targetSha : '',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: String(request.sourceProjectId),
    CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: source?.fullPath ?? '',
    CI_MERGE_REQUEST_SOURCE_PROJECT_URL: `${sandbox.config.baseUrl}/${source?.fullPath ?? ''}`,
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: request.sourceBranch,
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: merged ? request.headSha : '',
    CI_MERGE_REQUEST_TITLE: request.title,
    CI_MERGE_REQUEST_DESCRIPTION: request.description.slice(0, 2700),
    CI_MERGE_REQUEST_LABELS: request.labels.join(','),
    CI_MERGE_REQUEST_DIFF_BASE_SHA: request.versions[0]?.baseSha ?? '',
    CI_MERGE_REQUEST_DRAFT: String(/^\s*(draft:|\[draft\]|\(draft\))/i.test(request.title)),
    CI_MERGE_REQUEST_EVENT_TYPE: merged ? 'merged_result' : 'detached',
  };
}
