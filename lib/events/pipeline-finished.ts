import { z } from 'zod';
import { defineEvent } from './define-event';

/** A pipeline of a connected project came to an end, whoever started it. `finishedAt` tells a second end (after a retry) from the first. */
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
  }),
  (data) => `${data.projectId}:${data.pipelineId}:${data.status}:${data.finishedAt}`,
);
