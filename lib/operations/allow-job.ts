import { z } from 'zod';

import type { TransactionClient } from '@/lib/db/prisma-types';

import { command } from './command';
import { connectedProjectScope } from './connected-project-scope';

const input = z.object({
  projectId: z.uuid(),
  job: z.string().trim().min(1, 'Name a job.').max(255, 'A job name has at most 255 characters.'),
});

/**
 * Lets validations run a job that deploys, releases or starts others, or that the failed pipeline did not hold.
 * For Maintainers; it holds until it is taken back.
 */
export const allowJob = command({
  action: 'project.job-allowed',
  permission: 'maintainer',
  input,
  scope: (services, { projectId }) => connectedProjectScope(services, projectId),
  run: async ({ tx, input: { projectId, job } }) => {
    const allowed = await jobsOf(tx, projectId);
    if (allowed.includes(job)) return { result: { allowedJobs: allowed }, audit: null };
    const allowedJobs = [...allowed, job].sort();
    await tx.project.update({ where: { id: projectId }, data: { allowedJobs } });
    return {
      result: { allowedJobs },
      audit: { summary: `Validations may run the job ${job}.`, details: { job } },
    };
  },
});

/** Takes that back. */
export const disallowJob = command({
  action: 'project.job-disallowed',
  permission: 'maintainer',
  input,
  scope: (services, { projectId }) => connectedProjectScope(services, projectId),
  run: async ({ tx, input: { projectId, job } }) => {
    const allowed = await jobsOf(tx, projectId);
    if (!allowed.includes(job)) return { result: { allowedJobs: allowed }, audit: null };
    const allowedJobs = allowed.filter((name) => name !== job);
    await tx.project.update({ where: { id: projectId }, data: { allowedJobs } });
    return {
      result: { allowedJobs },
      audit: { summary: `Validations may no longer run the job ${job}.`, details: { job } },
    };
  },
});

/** Locks the row, so that two changes at once do not lose one. */
async function jobsOf(tx: TransactionClient, projectId: string): Promise<string[]> {
  await tx.$executeRaw`SELECT 1 FROM "Project" WHERE "id" = ${projectId}::uuid FOR UPDATE`;
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { allowedJobs: true },
  });
  return project.allowedJobs;
}
