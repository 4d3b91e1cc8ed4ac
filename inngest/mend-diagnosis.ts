import { cleanUpCandidate } from '@/lib/operations/clean-up-candidate';
import { collectToolRun } from '@/lib/operations/collect-tool-run';
import { decideFix } from '@/lib/operations/decide-fix';
import { ensureControlRun } from '@/lib/operations/ensure-control-run';
import { ensureToolRun } from '@/lib/operations/ensure-tool-run';
import { planDiagnosis } from '@/lib/operations/plan-diagnosis';
import { postSuggestions } from '@/lib/operations/post-suggestions';
import { prepareCandidate } from '@/lib/operations/prepare-candidate';
import type { Proposal } from '@/lib/operations/propose-edits';
import { proposeFix } from '@/lib/operations/propose-fix';
import { readCandidate } from '@/lib/operations/read-candidate';
import { readControlRun } from '@/lib/operations/read-control-run';
import { recordFlaky } from '@/lib/operations/record-flaky';
import { startCandidate } from '@/lib/operations/start-candidate';
import { applyFix } from './functions/apply-fix';
import { runOperation } from './run-operation';
import type { StepTools } from './step-tools';
import { waitForPipeline } from './wait-for-pipeline';

interface Target {
  readonly projectId: string;
  readonly failureId: string;
  readonly diagnosisId: string;
  readonly round: number;
}

/** Control run, then one strategy after the other until a fix has found its place. Gives the reasons why none has, empty if one has. */
export async function mendDiagnosis(step: StepTools, target: Target): Promise<string[]> {
  const { diagnosisId } = target;
  const plan = await step.run(`${diagnosisId}: plan`, () =>
    runOperation((services) => planDiagnosis(services, { diagnosisId })),
  );
  const control = await runControls(step, target, plan.controlJobIds);
  if (control.kind === 'flaky') {
    await step.run(`${diagnosisId}: flaky`, () =>
      runOperation((services) => recordFlaky(services, { diagnosisId })),
    );
    return [];
  }
  if (control.kind === 'inconclusive') return [control.reason, plan.reason];
  const reasons = [plan.reason];
  for (let strategyIndex = 0; strategyIndex < plan.strategyCount; strategyIndex += 1) {
    const proposal = await propose(step, target, strategyIndex);
    if (proposal.kind !== 'proposed') {
      reasons.push(proposal.reason);
      continue;
    }
    const settled = await settle(step, target, proposal.fixId);
    if (settled === null) return [];
    reasons.push(settled);
  }
  return reasons;
}

type Control = { kind: 'broken' } | { kind: 'flaky' } | { kind: 'inconclusive'; reason: string };

async function runControls(step: StepTools, target: Target, jobIds: readonly number[]): Promise<Control> {
  const { diagnosisId, projectId } = target;
  const outcomes: string[] = [];
  for (const jobId of jobIds) {
    const { started, result } = await waitForPipeline(step, {
      name: `${diagnosisId}: control of ${jobId}`,
      projectId,
      start: () => runOperation((services) => ensureControlRun(services, { diagnosisId, jobId })),
      ends: (run) => (run.kind === 'running' ? { pipelineId: run.pipelineId } : null),
      read: (_, { giveUp }) =>
        runOperation((services) => readControlRun(services, { diagnosisId, jobId, giveUp })),
      isRunning: (outcome) => outcome === 'running',
    });
    if (started.kind === 'not-run') return { kind: 'inconclusive', reason: started.reason };
    outcomes.push(started.kind === 'ended' ? started.outcome : (result ?? 'inconclusive'));
  }
  if (outcomes.length > 0 && outcomes.every((outcome) => outcome === 'passed')) return { kind: 'flaky' };
  if (outcomes.some((outcome) => outcome === 'inconclusive')) {
    return {
      kind: 'inconclusive',
      reason: 'The unchanged job could not be run to its end, so no fix is credited.',
    };
  }
  return { kind: 'broken' };
}

type Unproposed = Exclude<Proposal, { kind: 'proposed' }>;

async function propose(
  step: StepTools,
  target: Target,
  strategyIndex: number,
): Promise<Unproposed | { kind: 'proposed'; fixId: string }> {
  const { diagnosisId, round, projectId } = target;
  const name = `${diagnosisId}: strategy ${strategyIndex + 1}`;
  const proposal = await step.run(`${name}: propose`, () =>
    runOperation((services) => proposeFix(services, { diagnosisId, strategyIndex, round })),
  );
  if (proposal.kind !== 'needs-tool-run') return proposal;
  const { started, result } = await waitForPipeline(step, {
    name: `${name}: tool`,
    projectId,
    start: () => runOperation((services) => ensureToolRun(services, { diagnosisId, strategyIndex, round })),
    ends: (run) => (run.kind === 'started' ? { refs: [run.branch], notStatuses: ['skipped'] } : null),
    read: async (run, { giveUp }) =>
      run.kind === 'not-offered'
        ? run
        : runOperation((services) =>
            collectToolRun(services, { diagnosisId, strategyIndex, round, run, giveUp }),
          ),
    isRunning: (answer) => answer.kind === 'running',
  });
  if (started.kind === 'not-offered') return started;
  if (result === null || result.kind === 'running') {
    return { kind: 'not-offered', reason: "The tool did not come to an end in the project's runner." };
  }
  return result;
}

/** Validates a fix and does with it what was decided. Null when it has found its place, else why it has not. */
async function settle(step: StepTools, target: Target, fixId: string): Promise<string | null> {
  const { projectId, failureId } = target;
  const prepared = await step.run(`${fixId}: prepare`, () =>
    runOperation((services) => prepareCandidate(services, { fixId })),
  );
  const refusal =
    prepared.kind === 'ready' ? await validate(step, projectId, fixId, prepared) : prepared.reason;
  const decided = await step.run(`${fixId}: decide`, () =>
    runOperation((services) => decideFix(services, { fixId, notValidatedBecause: refusal })),
  );
  if (decided.kind === 'commit') {
    const applied = await step.invoke(`${fixId}: apply`, { function: applyFix, data: { fixId, failureId } });
    return applied.kind === 'applied' ? null : applied.reason;
  }
  if (decided.kind === 'suggest') {
    await step.run(`${fixId}: suggest`, () =>
      runOperation((services) => postSuggestions(services, { fixId })),
    );
  }
  if (decided.kind !== 'wait' || refusal !== null) {
    await step.run(`${fixId}: clean up`, () =>
      runOperation((services) => cleanUpCandidate(services, { fixId, cancelPipelines: false })),
    );
  }
  return decided.kind === 'nothing' ? decided.reason : null;
}

async function validate(
  step: StepTools,
  projectId: string,
  fixId: string,
  { method, branch }: { method: 'branch' | 'api'; branch: string },
): Promise<string | null> {
  const { started, result } = await waitForPipeline(step, {
    name: `${fixId}: validation`,
    projectId,
    // Rules may keep a merge request without a pipeline just as they kept the branch without one.
    ...(method === 'branch' ? {} : { firstSlice: '1m' }),
    start: () => runOperation((services) => startCandidate(services, { fixId, method })),
    ends: (candidate) =>
      candidate.kind === 'started'
        ? {
            refs: [branch],
            // A pipeline of the draft merge request may run under the merge request's own ref.
            ...(method === 'api' ? { orSource: 'merge_request_event' } : {}),
            // A child pipeline ends on the same ref, before its parent; and the prepared commit left a skipped one.
            notSources: ['parent_pipeline'],
            notStatuses: ['skipped'],
          }
        : null,
    read: async (candidate, { pipelineId, isSilent, giveUp }) =>
      candidate.kind === 'not-validated'
        ? candidate
        : runOperation((services) =>
            readCandidate(services, {
              fixId,
              method,
              sha: candidate.sha,
              pipelineId: candidate.pipelineId ?? pipelineId,
              mayHaveNone: method === 'api' && isSilent,
              giveUp,
            }),
          ),
    isRunning: (answer) => answer.kind === 'running',
  });
  if (started.kind === 'not-validated') return started.reason;
  return result?.kind === 'judged' ? null : 'The validation did not come to an end.';
}
