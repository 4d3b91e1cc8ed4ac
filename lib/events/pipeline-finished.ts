import { z } from 'zod';
import { defineEvent } from './define-event';

/**
 * A pipeline of a connected project came to an end, whoever started it. `finishedAt` tells a second end (after a retry) from the
 * first, and so does `newestJobId` within the same second, which is as exactly as GitLab's webhooks tell the time.
 */
export const pipelineFinished = defineEvent(
  'gitlab/pipeline.finished',
  z.object({
    projectId: z.uuid(),
    pipelineId: z.number().int(),
    status: z.string(),
    sha: z.string(),
    ref: z.string(),
    source: z.string(),
    parentPipelineId: z.number().int().nullable(),
    mergeRequestIid: z.number().int().nullable(),
    finishedAt: z.string(),
    newestJobId: z.number().int().optional(),
  }),
  ({ projectId, pipelineId, status, finishedAt, newestJobId = '' }) =>
    `${projectId}:${pipelineId}:${status}:${finishedAt}:${newestJobId}`,
);

/** Sources of events that no pipeline caused: a person asks for another try; or GitLab was away when we wanted to read it. */
export const askedAgain = 'asked-again';
export const secondLook = 'second-look';
