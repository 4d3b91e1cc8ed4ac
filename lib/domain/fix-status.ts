import { z } from 'zod';

/** Where a fix stands, from written to applied, or why it went no further. */
export const fixStatus = z.enum([
  'proposed',
  'validating',
  'validated',
  'suggested',
  'waiting',
  'approved',
  'applied',
  'undone',
  'refused',
  'not-mended',
  'dismissed',
  'abandoned',
]);
export type FixStatus = z.infer<typeof fixStatus>;
