import { askedAgain, pipelineFinished, secondLook } from '@/lib/events/pipeline-finished';
import { completeDiagnosis } from '@/lib/operations/complete-diagnosis';
import { failDiagnosis } from '@/lib/operations/fail-diagnosis';
import { diagnoseJob } from '@/lib/operations/diagnose-job';
import { recordFailure } from '@/lib/operations/record-failure';
import { inngest } from '../client';
import { onPipelineFinished } from '../event-types';
import { runOperation } from '../run-operation';

/** A red pipeline: write the failure down, say what broke in each failed job, hand it over for mending. */
export const diagnoseFailure = inngest.createFunction(
  {
    id: 'diagnose-failure',
    triggers: [{ event: onPipelineFinished, if: "event.data.status == 'failed'" }],
    // A branch pipeline and a merge request's pipeline of one push end at the same time: one after the other.
    concurrency: [{ key: "event.data.projectId + ':' + event.data.sha", limit: 1 }],
    retries: 6,
    onFailure: async ({ event, step }) => {
      const ended = pipelineFinished.data.parse(event.data.event.data);
      const { projectId, pipelineId, source } = ended;
      const said = await step.run('say so', () =>
        runOperation((services) =>
          failDiagnosis(services, { projectId, pipelineId, reason: event.data.error.message }),
        ),
      );
      // Not even written down: once more when GitLab has had its time, since no sweep looks that far back.
      if (said || source === secondLook) return;
      await step.sleep('give GitLab time', '1h');
      await step.sendEvent('look again', {
        name: pipelineFinished.name,
        data: { ...ended, source: secondLook },
      });
    },
  },
  async ({ event, step }) => {
    const { projectId, pipelineId, parentPipelineId, mergeRequestIid } = event.data;
    const record = () =>
      runOperation((services) =>
        recordFailure(services, { projectId, pipelineId, parentPipelineId, mergeRequestIid }),
      );
    let recorded = await step.run('record', record);
    for (let round = 1; recorded.kind === 'waits-for-parent' && round <= 12; round += 1) {
      await step.waitForEvent(`wait for the parent ${round}`, {
        event: onPipelineFinished,
        if: `async.data.projectId == '${projectId}' && async.data.pipelineId == ${recorded.parentPipelineId}`,
        timeout: '10m',
      });
      recorded = await step.run(`record ${round}`, record);
    }
    if (recorded.kind === 'ignored' && event.data.source === askedAgain) {
      const { reason } = recorded;
      await step.run('say why not', () =>
        runOperation((services) => failDiagnosis(services, { projectId, pipelineId, reason })),
      );
    }
    if (recorded.kind !== 'recorded') return recorded;
    const { failureId } = recorded;
    for (const jobId of recorded.jobIds) {
      await step.run(`diagnose ${jobId}`, () =>
        runOperation((services) => diagnoseJob(services, { failureId, jobId })),
      );
    }
    return step.run('complete', () => runOperation((services) => completeDiagnosis(services, { failureId })));
  },
);
