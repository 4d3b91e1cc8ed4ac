import { projectAccess } from '../../access/access-level';
import { canMergeInto, canPush } from '../../access/can-push';
import type { Sandbox } from '../../sandbox';
import { ACCESS } from '../../store/records';
import type { MergeRequestRecord } from '../../store/records';
import type { Ci, PipelineOutcome } from '../ci';
import type { PipelineRecord } from '../records';
import { isComplete } from '../status/composite-status';
import type { Conductor } from './conductor';
import { isChild, latestJobs } from './pipeline-jobs';
import { startPipeline } from './start-pipeline';
import type { StartOutcome, StartRequest } from './start-pipeline';

/** Decides which pipelines a push, a merge request or a person gets. */
export class PipelineStarter {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly conductor: Conductor,
    private readonly cancel: (pipelineId: number) => void,
  ) {}

  async onPush(event: Parameters<Ci['onPush']>[0]): Promise<void> {
    const { store } = this.sandbox;
    const project = store.projects.get(event.projectId);
    const user = store.users.get(event.userId);
    const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(event.ref) ?? [];
    if (!project || !user || event.after === null || name === undefined) return;
    const outcome = await this.start({
      project,
      user,
      ref: name,
      refKind: kind === 'tags' ? 'tag' : 'branch',
      sha: event.after,
      beforeSha: event.before,
      source: 'push',
      mergeRequest: null,
      variables: [],
      sourceJobId: null,
      maySkip: true,
      pushSkips: event.skip,
      keepBroken: true,
    });
    if (outcome.kind === 'created') this.cancelRedundant(outcome.pipeline);
  }

  async onMergeRequest(event: Parameters<Ci['onMergeRequest']>[0]): Promise<void> {
    const request = this.sandbox.store.mergeRequests.get(event.mergeRequestId);
    if (!request || request.state !== 'opened') return;
    const outcome = await this.startForMergeRequest(request, event.userId, { variables: [], asked: false });
    if (outcome.kind === 'created') this.cancelRedundant(outcome.pipeline);
  }

  async create(request: Parameters<Ci['createPipeline']>[0]): Promise<PipelineOutcome> {
    const { store, git } = this.sandbox;
    const project = store.projects.get(request.projectId);
    const user = store.users.get(request.userId);
    if (!project || !user)
      return { kind: 'refused', message: 'Insufficient permissions to create a new pipeline' };
    if (request.mergeRequestId !== undefined) {
      const mergeRequest = store.mergeRequests.get(request.mergeRequestId);
      if (!mergeRequest) return { kind: 'refused', message: 'Reference not found' };
      return this.startForMergeRequest(mergeRequest, user.id, {
        variables: request.variables ?? [],
        asked: true,
      });
    }
    const name = request.ref.replace(/^refs\/(heads|tags)\//, '');
    const branchSha = await git.resolve(project.id, `refs/heads/${name}`);
    const sha = branchSha ?? (await git.resolve(project.id, `refs/tags/${name}`));
    if (sha === null) return { kind: 'refused', message: 'Reference not found' };
    if (branchSha !== null && !this.mayRunOn(project.id, user.id, name)) {
      return {
        kind: 'refused',
        message: `You do not have sufficient permission to run a pipeline on '${name}'. Please select a different branch or contact your administrator for assistance.`,
      };
    }
    return this.start({
      project,
      user,
      ref: name,
      refKind: branchSha === null ? 'tag' : 'branch',
      sha,
      beforeSha: null,
      source: request.source,
      mergeRequest: null,
      variables: request.variables ?? [],
      sourceJobId: null,
      maySkip: false,
      pushSkips: false,
      keepBroken: false,
    });
  }

  /**
   * A merge request's pipeline runs on the merge with its target where the project wants that and it can be merged,
   * else on its head. A fork's runs in the fork, as a pipeline of its branch.
   */
  private async startForMergeRequest(
    request: MergeRequestRecord,
    userId: number,
    given: { variables: PipelineRecord['variables']; asked: boolean },
  ): Promise<StartOutcome> {
    const { store } = this.sandbox;
    const project = store.projects.get(request.sourceProjectId);
    const user = store.users.get(userId);
    if (!project || !user) return { kind: 'refused', message: 'Reference not found' };
    if (projectAccess(store, userId, project) < ACCESS.developer) {
      return { kind: 'refused', message: 'Insufficient permissions to create a new pipeline' };
    }
    const fromFork = request.sourceProjectId !== request.projectId;
    const merged = !fromFork && project.settings.mergePipelinesEnabled ? request.mergeRefSha : null;
    return this.start({
      project,
      user,
      ref: fromFork
        ? request.sourceBranch
        : `refs/merge-requests/${request.iid}/${merged === null ? 'head' : 'merge'}`,
      refKind: 'merge_request',
      sha: merged ?? request.headSha,
      beforeSha: null,
      source: 'merge_request_event',
      mergeRequest: request,
      variables: given.variables,
      sourceJobId: null,
      maySkip: !given.asked,
      pushSkips: false,
      keepBroken: !given.asked,
    });
  }

  private async start(request: StartRequest): Promise<StartOutcome> {
    const outcome = await startPipeline(this.sandbox, request);
    if (outcome.kind === 'created') this.conductor.begin(outcome.pipeline, outcome.jobs);
    return outcome;
  }

  private mayRunOn(projectId: number, userId: number, branch: string): boolean {
    const project = this.sandbox.store.projects.get(projectId);
    if (!project) return false;
    return (
      canPush(this.sandbox.store, project, userId, branch) ||
      canMergeInto(this.sandbox.store, project, userId, branch)
    );
  }

  /** Older pipelines of the same ref end, unless a job of theirs has begun that says nothing of being interruptible. */
  private cancelRedundant(newer: PipelineRecord): void {
    const { store } = this.sandbox;
    if (!store.projects.get(newer.projectId)?.settings.autoCancelPendingPipelines || newer.tag) return;
    for (const older of store.pipelines.values()) {
      if (older.id >= newer.id || older.projectId !== newer.projectId || older.ref !== newer.ref) continue;
      if (older.sha === newer.sha || isComplete(older.status) || isChild(older)) continue;
      if (older.source !== newer.source) continue;
      const begun = latestJobs(store, older.id).filter((job) => job.startedAt !== null);
      if (begun.every((job) => job.config.interruptible)) this.cancel(older.id);
    }
  }
}
