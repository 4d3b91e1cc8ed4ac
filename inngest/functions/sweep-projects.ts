import { cron } from 'inngest';
import { findMissedPipelines } from '@/lib/operations/find-missed-pipelines';
import { listProjectsToSweep } from '@/lib/operations/list-projects-to-sweep';
import { inngest } from '../client';
import { log } from '../log';
import { runOperation } from '../run-operation';

/** Webhooks get lost: every five minutes GitLab itself is asked what turned red. A project that fails does not stop the others. */
export const sweepProjects = inngest.createFunction(
  {
    id: 'sweep-projects',
    triggers: [cron('*/5 * * * *'), { event: 'pipemend/sweep.requested' }],
    concurrency: [{ limit: 1 }],
    retries: 1,
  },
  async ({ step }) => {
    const projectIds = await step.run('list', () => runOperation(listProjectsToSweep));
    let announced = 0;
    for (const projectId of projectIds) {
      try {
        const found = await step.run(`look at ${projectId}`, () =>
          runOperation((services) => findMissedPipelines(services, { projectId })),
        );
        announced += found.announced;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log.warn({ projectId, reason }, 'The sweep could not look at a project');
      }
    }
    return { projects: projectIds.length, announced };
  },
);
