import { z } from 'zod';
import { defineEvent } from './define-event';

/** The failure is nobody's affair any more: a newer push, a merged or closed merge request, a dismissal. */
export const failureSuperseded = defineEvent(
  'pipemend/failure.superseded',
  z.object({ failureId: z.uuid(), round: z.number().int().min(0) }),
  (data) => `${data.failureId}:${data.round}`,
);
