import type { Pipeline } from '@/lib/domain/pipeline';
import { isFinished } from '@/lib/domain/pipeline';
import type { TransactionClient } from '@/lib/db/prisma-types';
import type { CodeHost, MergeRequest } from '@/lib/ports/code-host';
import { isOwnCommit } from './is-own-commit';
import { jobResults } from './job-result';
import { openProject, type ProjectRow } from './open-project';
import { readPipelineTree, type PipelineBranch } from './read-pipeline-tree';
import { isScratchBranch } from './scratch-branch';
import type { Services } from './services';

export type RecordedFailure =
  | { readonly kind: 'recorded'; readonly failureId: string; readonly jobIds: readonly number[] }
  | { readonly kind: 'waits-for-parent'; readonly parentPipelineId: number }
  | { readonly kind: 'ignored'; readonly reason: string };

/**
 * Looks at a pipeline that ended and, if it is red, writes down the failure with all its failed jobs.
 * The commit on its branch is what identifies a failure: a branch pipeline and a merge request's pipeline of the
 * same push become one. Gives the failed jobs that have no diagnosis yet.
 */
export async function recordFailure(
  services: Services,
  input: {
    projectId: string;
    pipelineId: number;
    parentPipelineId: number | null;
    mergeRequestIid: number | null;
  },
): Promise<RecordedFailure> {
  const { project, host } = await openProject(services, input.projectId);
  const root = await host.getPipeline(project.gitlabProjectId, input.parentPipelineId ?? input.pipelineId);
  const known = await services.db.failedPipeline.findFirst({
    where: { pipelineId: root.id, failure: { projectId: project.id } },
    include: { failure: true },
  });
  // Nothing new in GitLab; but whoever recorded it may have been cut off before the diagnosis.
  if (known?.readAt === root.updatedAt) return recorded(services.db, known.failureId);
  if (isScratchBranch(root.ref)) return ignored('It ran on a branch of our own.');
  if (input.parentPipelineId !== null && !isFinished(root.status)) {
    return { kind: 'waits-for-parent', parentPipelineId: root.id };
  }
  if (root.status !== 'failed' && input.parentPipelineId === null)
    return ignored('It is not red (any more).');

  if (known) {
    // It ended a second time, after a job was run again: what it belongs to is known.
    if (['dismissed', 'superseded', 'mended'].includes(known.failure.status))
      return ignored('It is settled.');
    const tree = await readPipelineTree(host, project.gitlabProjectId, root.id);
    return keepJobs(services, known.failure, { root, tree, failed: failedJobs(tree) });
  }
  const mergeRequest = await findMergeRequest(host, project, root, input.mergeRequestIid);
  if (mergeRequest && mergeRequest.state !== 'opened') return ignored('The merge request is not open.');
  const isMergeResult = /^refs\/merge-requests\/\d+\/merge$/.test(root.ref);
  const sha = isMergeResult && mergeRequest ? mergeRequest.headSha : root.sha;
  const head = mergeRequest ? mergeRequest.headSha : await findHead(host, project, root.ref);
  // A tag, and a branch that is gone, have no head: what failed there is said all the same.
  if (head !== null && head !== sha) return ignored('A newer commit was pushed meanwhile.');
  if (await isOwnCommit(services, host, project, { sha, pipelineUserId: root.userId })) {
    return ignored('It ran on a commit of our own: it is watched, not mended.');
  }
  const tree = await readPipelineTree(host, project.gitlabProjectId, root.id);
  const failed = failedJobs(tree);
  if (failed.length === 0 && root.status !== 'failed') return ignored('No job of it failed.');
  const failure = await keepFailure(services, project, { root, mergeRequest, sha });
  return keepJobs(services, failure, { root, tree, failed });
}

function ignored(reason: string): RecordedFailure {
  return { kind: 'ignored', reason };
}

function failedJobs(tree: readonly PipelineBranch[]) {
  return tree.flatMap((branch) =>
    branch.jobs
      .filter((job) => job.status === 'failed' && !job.allowFailure)
      .map((job) => ({ ...job, pipelineId: branch.pipelineId })),
  );
}

async function findHead(host: CodeHost, project: ProjectRow, ref: string): Promise<string | null> {
  return (await host.findBranch(project.gitlabProjectId, ref))?.headSha ?? null;
}

async function findMergeRequest(
  host: CodeHost,
  project: ProjectRow,
  root: Pipeline,
  iid: number | null,
): Promise<MergeRequest | null> {
  const fromRef = /^refs\/merge-requests\/(\d+)\//.exec(root.ref)?.[1];
  const known = iid ?? (fromRef === undefined ? null : Number(fromRef));
  if (known !== null) return host.getMergeRequest(project.gitlabProjectId, known);
  // A fork may call its branch the same: its merge request has nothing to do with ours.
  const own = (await host.listOpenMergeRequests(project.gitlabProjectId, root.ref)).filter(
    (one) => one.sourceProjectId === project.gitlabProjectId,
  );
  return own.find((one) => one.headSha === root.sha) ?? own[0] ?? null;
}

async function keepFailure(
  services: Services,
  project: ProjectRow,
  facts: { root: Pipeline; mergeRequest: MergeRequest | null; sha: string },
): Promise<{ id: string; workspaceId: string }> {
  const { root, mergeRequest, sha } = facts;
  const { workspaceId } = project;
  const branch = mergeRequest?.sourceBranch ?? root.ref;
  return services.db.failure.upsert({
    where: { projectId_sha_branch: { projectId: project.id, sha, branch } },
    create: {
      workspaceId,
      projectId: project.id,
      sha,
      branch,
      targetBranch: mergeRequest?.targetBranch ?? null,
      mergeRequestIid: mergeRequest?.iid ?? null,
      mergeRequestUrl: mergeRequest?.webUrl ?? null,
      sourceProjectId:
        mergeRequest && mergeRequest.sourceProjectId !== project.gitlabProjectId
          ? mergeRequest.sourceProjectId
          : null,
      title: mergeRequest?.title ?? branch,
      pipelineId: root.id,
      pipelineUrl: root.webUrl,
      summary: root.yamlErrors ?? '',
      detectedAt: services.clock.now(),
    },
    update: mergeRequest
      ? {
          targetBranch: mergeRequest.targetBranch,
          mergeRequestIid: mergeRequest.iid,
          mergeRequestUrl: mergeRequest.webUrl,
          title: mergeRequest.title,
        }
      : {},
  });
}

async function keepJobs(
  services: Services,
  failure: { id: string; workspaceId: string },
  facts: { root: Pipeline; tree: readonly PipelineBranch[]; failed: ReturnType<typeof failedJobs> },
): Promise<RecordedFailure> {
  const { root, tree, failed } = facts;
  const { workspaceId } = failure;
  return services.db.$transaction(async (tx) => {
    for (const part of tree) {
      const row = {
        parentPipelineId: part.parentPipelineId,
        bridgeName: part.bridgeName,
        ref: root.ref,
        source: part.parentPipelineId === null ? root.source : 'parent_pipeline',
        webUrl: part.webUrl ?? root.webUrl,
        jobs: jobResults(part),
        readAt: root.updatedAt,
      };
      await tx.failedPipeline.upsert({
        where: { failureId_pipelineId: { failureId: failure.id, pipelineId: part.pipelineId } },
        create: { workspaceId, failureId: failure.id, pipelineId: part.pipelineId, ...row },
        update: row,
      });
    }
    const controls = await tx.controlRun.findMany({
      where: { failureId: failure.id },
      select: { retriedJobId: true },
    });
    const controlJobs = new Set(controls.map(({ retriedJobId }) => Number(retriedJobId)));
    for (const job of failed) {
      if (controlJobs.has(job.id)) continue;
      await tx.failedJob.upsert({
        where: { failureId_jobId: { failureId: failure.id, jobId: job.id } },
        create: {
          workspaceId,
          failureId: failure.id,
          pipelineId: job.pipelineId,
          jobId: job.id,
          key: job.key,
          name: job.name,
          stage: job.stage,
          failureReason: job.failureReason,
          duration: job.duration,
          webUrl: job.webUrl,
          reports: [...new Set(job.reports)],
        },
        update: {},
      });
    }
    return recorded(tx, failure.id);
  });
}

/** The failure with those of its jobs that have no diagnosis yet. */
async function recorded(
  db: Pick<TransactionClient, 'failedJob'>,
  failureId: string,
): Promise<RecordedFailure> {
  const open = await db.failedJob.findMany({
    where: { failureId, diagnosisId: null },
    orderBy: { jobId: 'asc' },
  });
  return { kind: 'recorded', failureId, jobIds: open.map((job) => Number(job.jobId)) };
}
