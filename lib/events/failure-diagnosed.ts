import { z } from 'zod';
import { defineEvent } from './define-event';

/** A failure has all its diagnoses. `round` grows when someone asks to try again. */
export const failureDiagnosed = defineEvent(
  'pipemend/failure.diagnosed',
  z.object({ failureId: z.uuid(), round: z.number().int().min(1) }),
  (data) => `${data.failureId}:${data.round}`,
);
