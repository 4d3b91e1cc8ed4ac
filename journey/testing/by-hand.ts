import { randomUUID } from 'node:crypto';

import { applyFix } from '@/lib/operations/apply-fix';
import { collectToolRun } from '@/lib/operations/collect-tool-run';
import { completeDiagnosis } from '@/lib/operations/complete-diagnosis';
import { decideFix } from '@/lib/operations/decide-fix';
import { diagnoseJob } from '@/lib/operations/diagnose-job';
import { ensureToolRun } from '@/lib/operations/ensure-tool-run';
import { planMending } from '@/lib/operations/plan-mending';
import { prepareCandidate } from '@/lib/operations/prepare-candidate';
import { proposeFix } from '@/lib/operations/propose-fix';
import { readCandidate } from '@/lib/operations/read-candidate';
import { recordFailure, type RecordedFailure } from '@/lib/operations/record-failure';
import { startCandidate } from '@/lib/operations/start-candidate';
import { until } from '@/scripts/demo/gitlab-person';

import type { Stage } from './stage';

const patienceSeconds = 60;

/**
 * The operations in the order in which the functions call them, one at a time: a test stops between two of them, does what
 * people and crashes do there, and goes on.
 */
export class ByHand {
  constructor(private readonly stage: Stage) {}

  private get services() {
    return this.stage.product.services;
  }

  /** The newest pipeline of a commit, once it has ended. */
  ended(sha: string) {
    return until('the pipeline ends', patienceSeconds, async () => {
      const [newest] = await this.stage.pipelines(`&sha=${sha}`);
      return newest && ['success', 'failed', 'canceled'].includes(newest.status) ? newest : null;
    });
  }

  async record(sha: string): Promise<RecordedFailure> {
    const { id: pipelineId } = await this.ended(sha);
    const { projectId } = this.stage;
    const facts = { projectId, pipelineId, parentPipelineId: null, mergeRequestIid: null };
    return recordFailure(this.services, facts);
  }

  /** A recorded failure with its diagnoses, handed over for mending. */
  async diagnose(sha: string): Promise<{ failureId: string; diagnosisId: string }> {
    const recorded = await this.record(sha);
    if (recorded.kind !== 'recorded') throw new Error(`Not recorded: ${JSON.stringify(recorded)}`);
    const { failureId } = recorded;
    for (const jobId of recorded.jobIds) await diagnoseJob(this.services, { failureId, jobId });
    await completeDiagnosis(this.services, { failureId });
    const { diagnosisIds } = await planMending(this.services, { failureId, runId: randomUUID() });
    const [diagnosisId] = diagnosisIds;
    if (diagnosisId === undefined) throw new Error('Nothing was planned.');
    return { failureId, diagnosisId };
  }

  startTool(diagnosisId: string) {
    return ensureToolRun(this.services, { diagnosisId, strategyIndex: 0, round: 1 });
  }

  /** The fix that the first strategy writes. */
  async propose(diagnosisId: string): Promise<string> {
    const first = { diagnosisId, strategyIndex: 0, round: 1 };
    let proposal = await proposeFix(this.services, first);
    if (proposal.kind === 'needs-tool-run') {
      const run = await this.startTool(diagnosisId);
      if (run.kind !== 'started') throw new Error(run.reason);
      proposal = await until('the tool ends', patienceSeconds, async () => {
        const answer = await collectToolRun(this.services, {
          ...first,
          run,
          giveUp: false,
        });
        return answer.kind === 'running' ? null : answer;
      });
    }
    if (proposal.kind !== 'proposed') throw new Error(`Not proposed: ${JSON.stringify(proposal)}`);
    return proposal.fixId;
  }

  prepare(fixId: string) {
    return prepareCandidate(this.services, { fixId });
  }

  start(fixId: string, method: 'branch' | 'api' = 'branch') {
    return startCandidate(this.services, { fixId, method });
  }

  /** Prepared, started and judged. */
  async validate(fixId: string) {
    const prepared = await this.prepare(fixId);
    if (prepared.kind !== 'ready') throw new Error(prepared.reason);
    const started = await this.start(fixId, prepared.method);
    if (started.kind !== 'started') throw new Error(started.reason);
    return this.judge(fixId, prepared.method, started);
  }

  judge(
    fixId: string,
    method: 'branch' | 'api',
    { sha, pipelineId }: { sha: string; pipelineId: number | null },
  ) {
    return until('the validation ends', patienceSeconds, async () => {
      const read = await readCandidate(this.services, {
        ...{ fixId, method, sha, pipelineId },
        mayHaveNone: false,
        giveUp: false,
      });
      return read.kind === 'running' ? null : read;
    });
  }

  decide(fixId: string) {
    return decideFix(this.services, { fixId, notValidatedBecause: null });
  }

  /** The fix that the first strategy writes, on the branch. */
  async commit(diagnosisId: string): Promise<string> {
    const fixId = await this.propose(diagnosisId);
    await this.validate(fixId);
    await this.decide(fixId);
    const applied = await applyFix(this.services, { fixId });
    if (applied.kind !== 'applied') throw new Error(applied.reason);
    return fixId;
  }

  fix(fixId: string) {
    return this.stage.db.fix.findUniqueOrThrow({ where: { id: fixId }, include: { validations: true } });
  }

  failure(failureId: string) {
    return this.stage.db.failure.findUniqueOrThrow({ where: { id: failureId } });
  }
}
