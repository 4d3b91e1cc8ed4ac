import { z } from 'zod';

/** Where a failure stands. What Pipemend still works on comes first; `waiting` waits for a person. */
export const failureStatus = z.enum([
  'diagnosing',
  'diagnosed',
  'mending',
  'waiting',
  'suggested',
  'mended',
  'no-fix',
  'dismissed',
  'superseded',
]);
export type FailureStatus = z.infer<typeof failureStatus>;
