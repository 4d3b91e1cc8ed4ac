import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import { projectAccess } from '../../access/access-level';
import { canPush } from '../../access/can-push';
import { diffFiles, diffShape } from '../../git/diff-files';
import { logCommits } from '../../git/repositories';
import { runGit } from '../../git/run-git';
import { ApiError, forbidden, invalidParameter, notFound } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireMember, requireMergeRequest, requireProject } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import type { Params } from '../../http/read-params';
import { mergeMergeRequest, rebaseMergeRequest } from '../../merge-requests/merge-merge-request';
import { openMergeRequest } from '../../merge-requests/open-merge-request';
import { updateMergeRequest } from '../../merge-requests/update-merge-request';
import { commitShape } from '../../shape/commit-shape';
import { mergeRequestBasic, mergeRequestShape, versionShape } from '../../shape/merge-request-shape';
import type { Sandbox } from '../../sandbox';
import { ACCESS } from '../../store/records';
import type { DiffVersionRecord, MergeRequestRecord } from '../../store/records';
import { chosenMergeRequests } from './choose-merge-requests';

const ONE = '/projects/:id/merge_requests/:merge_request_iid';

/** Merge requests: list, open, change, merge, rebase, and what is in them. Their pipelines are the CI's routes. */
export function mergeRequestRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/merge_requests', async (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const params = await readParams(c);
    const scope =
      params.choice('scope', ['created_by_me', 'assigned_to_me', 'all'] as const) ?? 'created_by_me';
    const visible = [...sandbox.store.mergeRequests.values()].filter((one) => {
      const project = sandbox.store.projects.get(one.projectId);
      if (!project || projectAccess(sandbox.store, user.id, project) < ACCESS.reporter) return false;
      if (scope === 'created_by_me') return one.authorId === user.id;
      return scope === 'all' || one.assigneeIds.includes(user.id);
    });
    const chosen = chosenMergeRequests(sandbox, visible, params);
    return c.json(paginate(c, chosen).map((one) => mergeRequestBasic(sandbox, one)));
  });

  app.get('/projects/:id/merge_requests', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireProject(c, ACCESS.reporter);
    const own = [...sandbox.store.mergeRequests.values()].filter((one) => one.projectId === project.id);
    const chosen = chosenMergeRequests(sandbox, own, await readParams(c));
    return c.json(paginate(c, chosen).map((one) => mergeRequestBasic(sandbox, one)));
  });

  app.post('/projects/:id/merge_requests', async (c) => {
    const { project: source, user } = requireMember(c, ACCESS.developer);
    return c.json(await open(c, source.id, user.id, await readParams(c)), 201);
  });

  app.get(ONE, async (c) => {
    const { sandbox } = c.var;
    const { mergeRequest, user } = requireMergeRequest(c, ACCESS.reporter);
    const params = await readParams(c);
    return c.json({
      ...(await mergeRequestShape(sandbox, mergeRequest, user?.id ?? null)),
      ...(params.boolean('include_rebase_in_progress') ? { rebase_in_progress: false } : {}),
      ...(params.boolean('include_diverged_commits_count')
        ? { diverged_commits_count: await divergedCommits(sandbox, mergeRequest) }
        : {}),
    });
  });

  app.put(ONE, async (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.guest);
    if (accessLevel < ACCESS.developer && mergeRequest.authorId !== user.id) throw forbidden();
    const params = await readParams(c);
    await updateMergeRequest(sandbox, mergeRequest, user.id, {
      title: params.string('title'),
      description: params.string('description'),
      labels: labelsAfter(mergeRequest, params),
      assigneeIds: peopleOf(params, 'assignee'),
      reviewerIds: peopleOf(params, 'reviewer'),
      targetBranch: params.string('target_branch'),
      state: params.choice('state_event', ['close', 'reopen'] as const),
      squash: params.boolean('squash'),
      removeSourceBranch: params.boolean('remove_source_branch'),
      allowCollaboration: params.boolean('allow_collaboration') ?? params.boolean('allow_maintainer_to_push'),
    });
    return c.json(await mergeRequestShape(sandbox, mergeRequest, user.id));
  });

  app.delete(ONE, (c) => {
    const user = currentUser(c);
    const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.guest);
    if (accessLevel < ACCESS.owner && mergeRequest.authorId !== user.id) throw forbidden();
    c.var.sandbox.store.mergeRequests.delete(mergeRequest.id);
    return c.body(null, 204);
  });

  app.put(`${ONE}/merge`, async (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    const params = await readParams(c);
    const outcome = await mergeMergeRequest(sandbox, mergeRequest, user, {
      sha: params.string('sha'),
      message: params.string('merge_commit_message'),
      removeSource: params.boolean('should_remove_source_branch'),
      whenPipelineSucceeds:
        params.boolean('merge_when_pipeline_succeeds') ?? params.boolean('auto_merge') ?? false,
    });
    if (outcome.kind === 'refused') throw refusal(outcome.status, outcome.message);
    return c.json(await mergeRequestShape(sandbox, mergeRequest, user.id));
  });

  app.post(`${ONE}/cancel_merge_when_pipeline_succeeds`, async (c) => {
    const user = currentUser(c);
    const { mergeRequest } = requireMergeRequest(c, ACCESS.developer);
    mergeRequest.autoMergeById = null;
    return c.json(await mergeRequestShape(c.var.sandbox, mergeRequest, user.id), 201);
  });

  app.put(`${ONE}/rebase`, async (c) => {
    const { sandbox } = c.var;
    const user = currentUser(c);
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    const source = sandbox.store.projects.get(mergeRequest.sourceProjectId);
    if (!source || !canPush(sandbox.store, source, user.id, mergeRequest.sourceBranch)) throw forbidden();
    if (!(await rebaseMergeRequest(sandbox, mergeRequest, user)))
      throw refusal(409, 'Rebase failed: Rebase locally, resolve all conflicts, then push the branch.');
    return c.json({ rebase_in_progress: false }, 202);
  });

  app.get(`${ONE}/diffs`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    const files = await changedFiles(c, mergeRequest, mergeRequest.versions[0]);
    return c.json(paginate(c, files).map(diffShape));
  });

  app.get(`${ONE}/changes`, async (c) => {
    const { mergeRequest, user } = requireMergeRequest(c, ACCESS.reporter);
    const files = await changedFiles(c, mergeRequest, mergeRequest.versions[0]);
    const shape = await mergeRequestShape(c.var.sandbox, mergeRequest, user?.id ?? null);
    return c.json({ ...shape, changes: files.map(diffShape), overflow: false });
  });

  app.get(`${ONE}/versions`, async (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    const shapes = [];
    for (const version of paginate(c, mergeRequest.versions))
      shapes.push(versionShape(mergeRequest, version, (await changedFiles(c, mergeRequest, version)).length));
    return c.json(shapes);
  });

  app.get(`${ONE}/versions/:version_id`, async (c) => {
    const { sandbox } = c.var;
    const { mergeRequest, project } = requireMergeRequest(c, ACCESS.reporter);
    const version = mergeRequest.versions.find((one) => one.id === Number(c.req.param('version_id')));
    if (!version) throw notFound();
    const repository = await sandbox.git.ensureRepository(project.id);
    const commits = await logCommits(repository, [`${version.baseSha}..${version.headSha}`]);
    const files = await changedFiles(c, mergeRequest, version);
    return c.json({
      ...versionShape(mergeRequest, version, files.length),
      commits: commits.map((commit) => commitShape(sandbox, project, commit)),
      diffs: files.map(diffShape),
    });
  });

  app.get(`${ONE}/commits`, async (c) => {
    const { sandbox } = c.var;
    const { mergeRequest, project } = requireMergeRequest(c, ACCESS.reporter);
    const base = mergeRequest.versions[0]?.baseSha ?? mergeRequest.targetSha;
    const repository = await sandbox.git.ensureRepository(project.id);
    const commits = await logCommits(repository, [`${base}..${mergeRequest.headSha}`]);
    return c.json(paginate(c, commits).map((commit) => commitShape(sandbox, project, commit)));
  });

  app.get(`${ONE}/merge_ref`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    if (mergeRequest.mergeRefSha === null) throw refusal(400, 'Merge ref cannot be updated due to conflicts');
    return c.json({ commit_id: mergeRequest.mergeRefSha });
  });
  return app;
}

const refusal = (status: ContentfulStatusCode, message: string | string[]) =>
  new ApiError(status, { message });

async function open(c: ApiContext, sourceId: number, userId: number, params: Params) {
  const { sandbox } = c.var;
  const source = sandbox.store.projects.get(sourceId);
  const target = sandbox.store.projects.get(params.integer('target_project_id') ?? sourceId);
  if (!source || !target) throw notFound('Project');
  const user = currentUser(c);
  const related = target.id === source.id || source.forkedFromProjectId === target.id;
  if (
    !related ||
    (projectAccess(sandbox.store, user.id, target) < ACCESS.reporter && target.visibility === 'private')
  )
    throw notFound('Project');
  const outcome = await openMergeRequest(sandbox, {
    source,
    target,
    title: params.requiredString('title'),
    sourceBranch: params.requiredString('source_branch'),
    targetBranch: params.requiredString('target_branch'),
    description: params.string('description') ?? '',
    authorId: userId,
    assigneeIds: peopleOf(params, 'assignee') ?? [],
    reviewerIds: peopleOf(params, 'reviewer') ?? [],
    labels: params.list('labels') ?? [],
    squash: params.boolean('squash') ?? false,
    removeSourceBranch:
      params.boolean('remove_source_branch') ?? target.settings.removeSourceBranchAfterMerge,
    allowCollaboration:
      params.boolean('allow_collaboration') ?? params.boolean('allow_maintainer_to_push') ?? false,
  });
  if (outcome.kind === 'refused') throw refusal(outcome.status, outcome.messages);
  return mergeRequestShape(sandbox, outcome.mergeRequest, userId);
}

/** How many commits the target branch has that the source branch has not. */
async function divergedCommits(sandbox: Sandbox, mergeRequest: MergeRequestRecord): Promise<number> {
  const repository = await sandbox.git.ensureRepository(mergeRequest.projectId);
  const range = `${mergeRequest.headSha}..${mergeRequest.targetSha}`;
  return Number((await runGit(repository, ['rev-list', '--count', range])).trim());
}

async function changedFiles(
  c: ApiContext,
  mergeRequest: MergeRequestRecord,
  version: DiffVersionRecord | undefined,
) {
  if (!version) return [];
  const repository = await c.var.sandbox.git.ensureRepository(mergeRequest.projectId);
  return diffFiles(repository, version.baseSha, version.headSha);
}

function labelsAfter(mergeRequest: MergeRequestRecord, params: Params): string[] | undefined {
  const wanted = params.list('labels');
  const added = params.list('add_labels');
  const removed = params.list('remove_labels');
  if (!wanted && !added && !removed) return undefined;
  const labels = [...(wanted ?? mergeRequest.labels), ...(added ?? [])];
  return labels.filter((label) => !removed?.includes(label));
}

/** `assignee_id` or `assignee_ids[]`; 0 stands for nobody. */
function peopleOf(params: Params, role: 'assignee' | 'reviewer'): number[] | undefined {
  const many = params.integers(`${role}_ids`);
  const one = role === 'assignee' ? params.integer('assignee_id') : undefined;
  if (one !== undefined && one < 0) throw invalidParameter('assignee_id is invalid');
  return (many ?? (one === undefined ? undefined : [one]))?.filter((id) => id > 0);
}
