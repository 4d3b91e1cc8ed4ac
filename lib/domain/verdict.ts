import { z } from 'zod';

/** Whose affair the failure is. Only `code` and some `configuration` failures are ever mended by an edit. */
export const verdict = z.enum(['code', 'flaky', 'infrastructure', 'merge', 'configuration', 'unknown']);
export type Verdict = z.infer<typeof verdict>;
