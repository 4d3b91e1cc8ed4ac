import { z } from 'zod';

/** A test that failed, named as its framework prints it. */
export const failedTest = z.object({
  name: z.string(),
  file: z.string().nullable(),
  line: z.number().int().positive().nullable(),
  message: z.string(),
});
export type FailedTest = z.infer<typeof failedTest>;
