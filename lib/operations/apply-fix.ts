import { automationLevel } from '@/lib/domain/automation-level';
import { category } from '@/lib/domain/category';
import { fixOrigin } from '@/lib/domain/fix-origin';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { CodeHost, Commit } from '@/lib/ports/code-host';
import { commitMessage } from '@/lib/repair/commit-message';
import { decideApply } from '@/lib/repair/decide-apply';
import { automation } from './caller';
import { gateOutcome } from './decide-fix';
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
  if (branch.headSha !== fix.baseSha) return findOwnCommit(host, project, fix);
  if (branch.isProtected) return refused('Nothing is committed to a protected branch.');
  // The level may have been lowered since it was decided: what is asked is what holds now.
  const now = decideApply({
    level: automationLevel.parse(project.level),
    origin: fixOrigin.parse(fix.origin),
    category: category.parse(fix.diagnosis.category),
    gate: gateOutcome.parse(fix.checklist),
    outcome: 'mended',
    branchProtected: branch.isProtected,
    isFork: false,
    headMoved: false,
    expressibleAsSuggestion: false,
    approvedBy: fix.approvedByName,
  });
  if (now.kind !== 'commit') return refused(now.chain.at(-1)?.detail ?? 'It may not be committed.');
  if (fix.failure.mergeRequestIid !== null) {
    const mergeRequest = await host.getMergeRequest(project.gitlabProjectId, fix.failure.mergeRequestIid);
    if (mergeRequest.state !== 'opened') return refused(`The merge request is ${mergeRequest.state}.`);
  }
  return { kind: 'none' };
}

/** Deeper than this under the head of its branch, a commit of ours that is not on record is not looked for. */
const deepest = 50;

/**
 * The branch is no longer where it failed: perhaps because an earlier try committed the fix and was cut off before it was
 * written down. Anyone can copy a trailer, so the commit has to be what was validated, too.
 */
async function findOwnCommit(host: CodeHost, project: ProjectRow, fix: FixRow): Promise<Refusal> {
  const recent = await host.listCommits(project.gitlabProjectId, fix.failure.branch, deepest);
  const commit = recent.find(
    ({ message, parentShas }) => message.includes(`Pipemend-Fix: ${fix.id}`) && parentShas[0] === fix.baseSha,
  );
  if (commit && fix.candidateSha !== null) {
    const differing = await host.comparePaths(project.gitlabProjectId, fix.candidateSha, commit.sha);
    if (differing.length === 0) return { kind: 'found', commit };
  }
  return {
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
  const differing = await differingPaths(host, project, fix, commit);
  const isValidatedTree = differing?.length === 0 && commit.parentShas[0] === fix.baseSha;
  const reason = isValidatedTree
    ? 'Committed: exactly what was validated. Its own pipeline is being watched.'
    : differing === null
      ? 'Committed; GitLab could not say whether it is exactly what was validated. Its own pipeline is being watched.'
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

/** Null when it cannot be found out. Never a reason to leave a commit that was made off the record. */
async function differingPaths(
  host: CodeHost,
  project: ProjectRow,
  fix: FixRow,
  commit: Commit,
): Promise<string[] | null> {
  if (fix.candidateSha === null) return null;
  try {
    return await host.comparePaths(project.gitlabProjectId, fix.candidateSha, commit.sha);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return null;
  }
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
