import { z } from 'zod';
import { defineEvent } from './define-event';

/** A person wants an applied fix reverted. */
export const undoRequested = defineEvent(
  'pipemend/fix.undo-requested',
  z.object({ fixId: z.uuid(), failureId: z.uuid(), requestedAt: z.string() }),
  // GitLab may refuse a revert: asked again later, it is another request.
  (data) => `${data.fixId}:${data.requestedAt}`,
);
