import { z } from 'zod';

/** What running the project's own pipeline on a fix has shown. */
export const validationOutcome = z.enum(['mended', 'still-failing', 'broke-something', 'inconclusive']);
export type ValidationOutcome = z.infer<typeof validationOutcome>;
