import { z } from 'zod';

/** What earlier runs say about a failure, as far as they could be looked at. */
export const jobHistory = z.object({
  /** The same job passed on this very commit, in this pipeline. */
  passedIn: z.object({ pipelineId: z.number().int(), isSamePipeline: z.boolean() }).nullable(),
  /** The same failure stood on the target branch before: where, and since which commit and when (ISO 8601) we know of it. */
  brokenBefore: z.object({ branch: z.string(), sha: z.string(), since: z.string() }).nullable(),
  /** Why some of it could not be looked at; null when all of it was. */
  missing: z.string().nullable(),
});
export type JobHistory = z.infer<typeof jobHistory>;
