import { z } from 'zod';
import type { PipelineBranch } from './read-pipeline-tree';

/** How a job of a pipeline tree ended, as it is kept with a failure and with a validation. */
export const jobResult = z.object({
  key: z.string(),
  name: z.string(),
  status: z.string(),
  allowFailure: z.boolean(),
});
export type JobResultRow = z.infer<typeof jobResult>;

export function jobResults(branch: Pick<PipelineBranch, 'jobs' | 'bridges' | 'path'>): JobResultRow[] {
  return [
    ...branch.jobs,
    ...branch.bridges.map((bridge) => ({ ...bridge, key: branch.path + bridge.name })),
  ].map(({ key, name, status, allowFailure }) => ({ key, name, status, allowFailure }));
}
