import { automationLevel } from '@/lib/domain/automation-level';
import { category } from '@/lib/domain/category';
import { fixOrigin } from '@/lib/domain/fix-origin';
import { validationOutcome } from '@/lib/domain/validation-outcome';
import type { CodeHost } from '@/lib/ports/code-host';
import { decideApply, type ApplyFacts, type Decision } from '@/lib/repair/decide-apply';
import { toSuggestions, type Suggestion } from '@/lib/repair/suggestions';
import { z } from 'zod';
import { automation } from './caller';
import { findStopReason } from './find-stop-reason';
import { fixScope, loadFix, type FixRow } from './load-fix';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/** What the integrity gate said, as it is kept with a fix. */
export const gateOutcome = z.object({ passed: z.boolean(), automatic: z.boolean() });

/** What becomes of a fix after its validation, or instead of one. `suggest` has its suggestions in the merge request's coordinates. */
export type DecidedFix =
  | { readonly kind: 'commit' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'suggest' }
  | { readonly kind: 'nothing'; readonly reason: string };

/** Gathers the facts, decides, and writes the decision with its chain of reasons to the fix. */
export async function decideFix(
  services: Services,
  input: { fixId: string; notValidatedBecause: string | null },
): Promise<DecidedFix> {
  const { fix, edits } = await loadFix(services, input.fixId);
  const stopped = await findStopReason(services, fix.failureId);
  if (stopped !== null) {
    await services.db.fix.updateMany({
      where: { id: fix.id, status: { in: ['proposed', 'validating', 'validated'] } },
      data: { status: 'abandoned', statusReason: stopped },
    });
    return { kind: 'nothing', reason: stopped };
  }
  if (['abandoned', 'dismissed'].includes(fix.status)) return { kind: 'nothing', reason: fix.statusReason };
  const { project, host } = await openProject(services, fix.failure.projectId);
  const validation = fix.validations.at(-1);
  const outcome = validationOutcome.nullable().parse(validation?.outcome ?? null);
  const unproved = input.notValidatedBecause ?? (outcome === 'inconclusive' ? validation?.reason : null);
  const branch = await findHead(host, project.gitlabProjectId, fix);
  const facts: ApplyFacts = {
    level: automationLevel.parse(project.level),
    origin: fixOrigin.parse(fix.origin),
    category: category.parse(fix.diagnosis.category),
    gate: gateOutcome.parse(fix.checklist),
    outcome,
    ...(unproved ? { notValidatedBecause: unproved } : {}),
    branchProtected: branch?.isProtected ?? false,
    isFork: fix.failure.sourceProjectId !== null,
    headMoved: branch?.headSha !== fix.baseSha,
    expressibleAsSuggestion: false,
    approvedBy: null,
  };
  let decision = decideApply(facts);
  if (decision.kind === 'commit' && (await wasUndoneHere(services, fix))) {
    const detail =
      'A fix for the same failure was undone on this branch, so a person decides about this one.';
    decision = { kind: 'wait-for-approval', chain: [...decision.chain, { rule: 'undone', detail }] };
  }
  let suggestions: readonly Suggestion[] = [];
  // Whether it can be expressed as a suggestion costs two calls: asked only where the answer can change something.
  if (
    ['wait-for-approval', 'suggest'].includes(decision.kind) &&
    decideApply({ ...facts, expressibleAsSuggestion: true }).kind === 'suggest'
  ) {
    suggestions = await suggestionsFor(host, project.gitlabProjectId, fix, edits);
    decision = decideApply({ ...facts, expressibleAsSuggestion: suggestions.length > 0 });
  }
  return save(services, fix, decision, { isValidated: outcome === 'mended', suggestions });
}

/** Where the branch stands now. A fork may be closed to us, but its merge request says where its branch stands. */
async function findHead(
  host: CodeHost,
  project: number,
  fix: FixRow,
): Promise<{ headSha: string; isProtected: boolean } | null> {
  const { sourceProjectId, mergeRequestIid, branch } = fix.failure;
  if (sourceProjectId === null || mergeRequestIid === null) return host.findBranch(project, branch);
  const { headSha } = await host.getMergeRequest(project, mergeRequestIid);
  return { headSha, isProtected: false };
}

async function wasUndoneHere(services: Services, fix: FixRow): Promise<boolean> {
  const { projectId, branch } = fix.failure;
  const { fingerprint } = fix.diagnosis;
  const undone = await services.db.fix.count({
    where: { status: 'undone', failure: { projectId, branch }, diagnosis: { fingerprint } },
  });
  return undone > 0;
}

/** The fix as suggestions on its merge request; empty when it cannot be said in that way. */
async function suggestionsFor(
  host: CodeHost,
  project: number,
  fix: FixRow,
  edits: Parameters<typeof toSuggestions>[0],
): Promise<readonly Suggestion[]> {
  if (fix.failure.mergeRequestIid === null) return [];
  const mergeRequest = await host.getMergeRequest(project, fix.failure.mergeRequestIid);
  // Positions belong to the newest version: on an older one a suggestion would replace other lines.
  if (mergeRequest.diffRefs?.headSha !== fix.baseSha) return [];
  const diffs = await host.listDiffs(project, fix.failure.mergeRequestIid);
  const answer = toSuggestions(edits, diffs, mergeRequest.diffRefs);
  return answer.kind === 'expressible' ? answer.suggestions : [];
}

async function save(
  services: Services,
  fix: FixRow,
  decision: Decision,
  { isValidated, suggestions }: { isValidated: boolean; suggestions: readonly Suggestion[] },
): Promise<DecidedFix> {
  const last = decision.chain.at(-1)?.detail ?? '';
  const { status, result } = outcomeOf(decision, isValidated, last);
  // Of a fix that is dropped the validation has said why; one that was never put to the proof may still be shown.
  const keepsStatus =
    decision.kind === 'commit' || (decision.kind === 'nothing' && fix.status === 'not-mended');
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({
      where: { id: fix.id },
      data: {
        decision: JSON.parse(JSON.stringify(decision)) as object,
        ...(suggestions.length > 0 ? { suggestions: JSON.parse(JSON.stringify(suggestions)) as object } : {}),
        ...(keepsStatus ? {} : { status, statusReason: reasonWords(decision, isValidated) }),
      },
    });
    await recordAudit(tx, automation, {
      action: 'fix.decided',
      scope: fixScope(fix),
      summary: `${decisionWords[decision.kind]} ${last}`,
      details: { chain: decision.chain.map(({ rule, detail }) => ({ rule, detail })) },
    });
  });
  return result;
}

const decisionWords: Record<Decision['kind'], string> = {
  commit: 'Decided to commit the fix.',
  'wait-for-approval': 'Decided to wait for a person.',
  suggest: 'Decided to suggest the fix.',
  nothing: 'Decided to do nothing with the fix.',
};

function outcomeOf(
  decision: Decision,
  isValidated: boolean,
  last: string,
): { status: string; result: DecidedFix } {
  switch (decision.kind) {
    case 'commit':
      return { status: 'validated', result: { kind: 'commit' } };
    case 'suggest':
      return { status: 'suggested', result: { kind: 'suggest' } };
    case 'wait-for-approval':
      // An approval does not stand in for a proof: without one the fix is shown, and a person applies it by hand.
      return { status: isValidated ? 'waiting' : 'suggested', result: { kind: 'wait' } };
    case 'nothing':
      // A fix that nobody wants any more may mend all the same: only a validation says that one does not.
      return {
        status: decision.chain.at(-1)?.rule === 'validation' ? 'not-mended' : 'abandoned',
        result: { kind: 'nothing', reason: last },
      };
  }
}

function reasonWords({ chain }: Decision, isValidated: boolean): string {
  const unproved = isValidated ? [] : chain.filter(({ rule }) => rule === 'validation');
  return [...new Set([...unproved, ...chain.slice(-1)].map(({ detail }) => detail))].join(' ');
}
