import { z } from 'zod';

/**
 * A change to one text file, whole contents on both sides: `before` null creates the file, `after` null deletes it.
 * `path` is relative to the repository's root, with forward slashes.
 */
export const fileEdit = z.object({
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FileEdit = z.infer<typeof fileEdit>;
