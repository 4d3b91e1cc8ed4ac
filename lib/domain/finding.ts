import { z } from 'zod';

/** One thing that a tool complained about. `file` is as printed, made relative to the checkout; `logLine` is the raw trace line (1-based). */
export const finding = z.object({
  tool: z.string(),
  file: z.string().nullable(),
  line: z.number().int().positive().nullable(),
  column: z.number().int().positive().nullable(),
  code: z.string().nullable(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  logLine: z.number().int().positive(),
});
export type Finding = z.infer<typeof finding>;
