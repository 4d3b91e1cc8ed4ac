import { z } from 'zod';
import { defineEvent } from './define-event';

/** Someone wrote a command to Pipemend in a note on a merge request. Whether they may is checked where it is carried out. */
export const commandWritten = defineEvent(
  'gitlab/command.written',
  z.object({
    projectId: z.uuid(),
    mergeRequestIid: z.number().int(),
    noteId: z.number().int(),
    gitlabUserId: z.number().int(),
    gitlabUsername: z.string(),
    command: z.enum(['apply', 'dismiss', 'retry', 'undo']),
    /** The beginning of a fix id, as the note shows it; null means the only one there is. */
    fix: z.string().nullable(),
  }),
  (data) => `${data.projectId}:${data.noteId}`,
);
