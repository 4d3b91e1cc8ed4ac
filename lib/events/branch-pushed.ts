import { z } from 'zod';
import { defineEvent } from './define-event';

/** A branch moved; `after` is null when it was deleted. */
export const branchPushed = defineEvent(
  'gitlab/branch.pushed',
  z.object({
    projectId: z.uuid(),
    branch: z.string(),
    before: z.string().nullable(),
    after: z.string().nullable(),
    gitlabUserId: z.number().int(),
  }),
  (data) => `${data.projectId}:${data.branch}:${data.before ?? ''}:${data.after ?? ''}`,
);
