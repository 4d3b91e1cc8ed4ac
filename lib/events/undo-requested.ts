import { z } from 'zod';
import { defineEvent } from './define-event';

/** A person wants an applied fix reverted. */
export const undoRequested = defineEvent(
  'pipemend/fix.undo-requested',
  z.object({ fixId: z.uuid(), failureId: z.uuid() }),
  (data) => data.fixId,
);
