import { z } from 'zod';
import { defineEvent } from './define-event';

/** A fix is on its branch; its own pipeline is to be watched. */
export const fixApplied = defineEvent(
  'pipemend/fix.applied',
  z.object({ fixId: z.uuid(), failureId: z.uuid(), sha: z.string() }),
  (data) => `${data.fixId}:${data.sha}`,
);
