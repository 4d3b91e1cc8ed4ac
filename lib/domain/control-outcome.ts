import { z } from 'zod';

/** What running an unchanged job again has shown: one that `passed` was flaky. */
export const controlOutcome = z.enum(['running', 'passed', 'failed', 'inconclusive']);
export type ControlOutcome = z.infer<typeof controlOutcome>;
