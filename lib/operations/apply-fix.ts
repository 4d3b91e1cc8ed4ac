import { isPlatformError } from '@/lib/domain/platform-error';
import type { Branch, CodeHost, Commit } from '@/lib/ports/code-host';
import { commitMessage } from '@/lib/repair/commit-message';
import { automation } from './caller';
import { fixActions } from './fix-actions';
import { fixScope, loadFix, type FixRow } from './load-fix';
import { openProject, type ProjectRow } from './open-project';
import { planOf } from './plan-diagnosis';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export type AppliedFix =
  | { readonly kind: 'applied'; readonly sha: string }
  | { readonly kind: 'abandoned'; readonly reason: string };

/**
 * Commits a validated fix to the branch that failed: the same tree that was validated, on the same commit, or not at all.
 * Called again after a crash it finds its own commit by the trailer and makes no second one.
 */
export async function applyFix(services: Services, input: { fixId: string }): Promise<AppliedFix> {
  const { fix, edits, diagnosis } = await loadFix(services, input.fixId);
  if (fix.appliedSha !== null) return { kind: 'applied', sha: fix.appliedSha };
  const { project, host } = await openProject(services, fix.failure.projectId);
  const refusal = await whyNotApply(host, project, fix);
  if (refusal.kind === 'found') return finish(services, host, project, fix, refusal.commit);
  if (refusal.kind === 'refused') return abandon(services, fix, refusal.reason);

  const lastCommits = new Map<string, string>();
  for (const { path, before } of edits) {
    if (before === null) continue;
    const last = await host.findLastCommit(project.gitlabProjectId, fix.baseSha, path);
    if (last !== null) lastCommits.set(path, last);
  }
  const plan = planOf({ jobs: fix.diagnosis.jobs }, diagnosis);
  const strategy = plan.kind === 'strategies' ? plan.strategies[(fix.attempt - 1) % 10] : undefined;
  if (!strategy) return abandon(services, fix, 'The diagnosis no longer leads to this fix.');
  try {
    const commit = await host.commit(project.gitlabProjectId, {
      branch: fix.failure.branch,
      message: commitMessage({
        diagnosis,
        strategy,
        fixId: fix.id,
        failureUrl: `${services.publicUrl}/failures/${fix.failureId}`,
        ...(fix.approvedByName === null ? {} : { approvedBy: fix.approvedByName }),
      }),
      actions: fixActions(edits, lastCommits),
    });
    return await finish(services, host, project, fix, commit);
  } catch (error) {
    if (!isPlatformError(error) || !['invalid', 'conflict', 'forbidden'].includes(error.kind)) throw error;
    return abandon(services, fix, `GitLab refused the commit: ${error.message}`);
  }
}

type Refusal =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'found'; readonly commit: Commit };

async function whyNotApply(host: CodeHost, project: ProjectRow, fix: FixRow): Promise<Refusal> {
  const refused = (reason: string): Refusal => ({ kind: 'refused', reason });
  if (fix.failure.sourceProjectId !== null) return refused('The branch lies in a fork.');
  if (!fix.validations.some((validation) => validation.outcome === 'mended')) {
    return refused('It was not validated.');
  }
  if (
    ['dismissed', 'superseded'].includes(fix.failure.status) ||
    ['dismissed', 'abandoned'].includes(fix.status)
  ) {
    return refused('It is not wanted any more.');
  }
  const branch = await host.findBranch(project.gitlabProjectId, fix.failure.branch);
  if (!branch) return refused('The branch is gone.');
  if (branch.headSha !== fix.baseSha) return ownHead(host, project, fix, branch);
  if (branch.isProtected) return refused('Nothing is committed to a protected branch.');
  if (fix.failure.mergeRequestIid !== null) {
    const mergeRequest = await host.getMergeRequest(project.gitlabProjectId, fix.failure.mergeRequestIid);
    if (mergeRequest.state !== 'opened') return refused(`The merge request is ${mergeRequest.state}.`);
  }
  return { kind: 'none' };
}

async function ownHead(host: CodeHost, project: ProjectRow, fix: FixRow, branch: Branch): Promise<Refusal> {
  const head = await host.getCommit(project.gitlabProjectId, branch.headSha);
  const isOurs = head.message.includes(`Pipemend-Fix: ${fix.id}`) && head.parentShas[0] === fix.baseSha;
  return isOurs
    ? { kind: 'found', commit: head }
    : {
        kind: 'refused',
        reason: 'The branch has moved since the commit that failed; nothing was overwritten.',
      };
}

async function finish(
  services: Services,
  host: CodeHost,
  project: ProjectRow,
  fix: FixRow,
  commit: Commit,
): Promise<AppliedFix> {
  const differing =
    fix.candidateSha === null
      ? null
      : await host.comparePaths(project.gitlabProjectId, fix.candidateSha, commit.sha);
  const isValidatedTree =
    differing !== null && differing.length === 0 && commit.parentShas[0] === fix.baseSha;
  const reason = isValidatedTree
    ? 'Committed: exactly what was validated. Its own pipeline is being watched.'
    : 'Committed, but the branch moved in the same moment: what stands there now was not validated as a whole. Its own pipeline is being watched.';
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({
      where: { id: fix.id },
      data: { status: 'applied', statusReason: reason, appliedSha: commit.sha, appliedOutcome: 'pending' },
    });
    await recordAudit(tx, automation, {
      action: 'fix.applied',
      scope: fixScope(fix),
      summary: `Committed the fix to ${fix.failure.branch} as ${commit.sha.slice(0, 8)}${fix.approvedByName ? `, approved by ${fix.approvedByName}` : ''}.`,
      details: {
        sha: commit.sha,
        candidateSha: fix.candidateSha,
        isValidatedTree,
        differing: differing ?? [],
      },
    });
  });
  return { kind: 'applied', sha: commit.sha };
}

async function abandon(services: Services, fix: FixRow, reason: string): Promise<AppliedFix> {
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({ where: { id: fix.id }, data: { status: 'abandoned', statusReason: reason } });
    await recordAudit(tx, automation, {
      action: 'fix.abandoned',
      scope: fixScope(fix),
      summary: `The fix was not committed. ${reason}`,
    });
  });
  return { kind: 'abandoned', reason };
}
