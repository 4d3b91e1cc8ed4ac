import { z } from 'zod';

/** A range of raw trace lines (1-based, both ends included) that proves a diagnosis. `lines` is redacted, free of colour codes, and at most a few hundred characters a line. */
export const evidence = z.object({
  start: z.number().int().positive(),
  end: z.number().int().positive(),
  reason: z.string(),
  lines: z.array(z.string()),
});
export type Evidence = z.infer<typeof evidence>;
