import { runNoteCommand } from '@/lib/operations/run-note-command';
import { inngest } from '../client';
import { onCommandWritten } from '../event-types';
import { runOperation } from '../run-operation';

/** A command in a note on a merge request. */
export const obeyNote = inngest.createFunction(
  { id: 'obey-note', triggers: [onCommandWritten], retries: 6 },
  async ({ event, step }) =>
    step.run('run', () => runOperation((services) => runNoteCommand(services, event.data))),
);
