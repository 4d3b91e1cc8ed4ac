import { z } from 'zod';
import { defineEvent } from './define-event';

/** A person said that this validated fix shall be applied. */
export const fixApproved = defineEvent(
  'pipemend/fix.approved',
  z.object({ fixId: z.uuid(), failureId: z.uuid() }),
  (data) => data.fixId,
);
