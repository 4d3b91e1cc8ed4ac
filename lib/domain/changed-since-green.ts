import { z } from 'zod';

/** Something that was there in both runs, in another version. `from` is what the last green run had. */
export const movedVersion = z.object({ what: z.string(), from: z.string(), to: z.string() });
export type MovedVersion = z.infer<typeof movedVersion>;

/** What differs from the last successful run of the same job. */
export const changedSinceGreen = z.object({
  versions: z.array(movedVersion),
  /** So many of the lines of evidence never stood in the green log, not even with other numbers. */
  newLines: z.number().int().nonnegative(),
  /** The green run: GitLab's id of the job and the branch it ran on; null where only its log was given. */
  green: z.object({ jobId: z.number().int(), branch: z.string() }).nullable(),
});
export type ChangedSinceGreen = z.infer<typeof changedSinceGreen>;
