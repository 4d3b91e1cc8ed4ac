import { z } from 'zod';
import { defineEvent } from './define-event';

/** A merge request was merged or closed: nothing is to be written to it any more. */
export const mergeRequestEnded = defineEvent(
  'gitlab/merge-request.ended',
  z.object({
    projectId: z.uuid(),
    mergeRequestIid: z.number().int(),
    state: z.enum(['merged', 'closed']),
    updatedAt: z.string(),
  }),
  (data) => `${data.projectId}:${data.mergeRequestIid}:${data.state}:${data.updatedAt}`,
);
