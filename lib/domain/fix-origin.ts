import { z } from 'zod';

/** What wrote the edits of a fix. */
export const fixOrigin = z.enum(['formatter', 'tool', 'compiler', 'recipe', 'model']);
export type FixOrigin = z.infer<typeof fixOrigin>;
