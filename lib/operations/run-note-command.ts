import type { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import type { commandWritten } from '@/lib/events/command-written';
import { approveFix } from './approve-fix';
import type { Caller } from './caller';
import { dismissFailure } from './dismiss-failure';
import { retryFailure } from './retry-failure';
import type { Services } from './services';
import { undoFix } from './undo-fix';

type Written = z.infer<typeof commandWritten.data>;

/** Fix statuses that a command can mean. */
const meant = { apply: ['waiting', 'suggested', 'approved'], undo: ['applied'] } as const;

/**
 * Carries out what someone wrote to us in a note, with the rights that GitLab gives that person at this moment.
 * A refusal is an answer, not an error; our own account is never obeyed.
 */
export async function runNoteCommand(
  services: Services,
  written: Written,
): Promise<{ kind: 'done' } | { kind: 'refused'; reason: string }> {
  const project = await services.db.project.findUniqueOrThrow({ where: { id: written.projectId } });
  if (written.gitlabUserId === project.writerUserId) {
    return { kind: 'refused', reason: 'Pipemend writes with this account, so its notes are not obeyed.' };
  }
  const caller: Caller = {
    kind: 'note-author',
    gitlabUserId: written.gitlabUserId,
    name: `@${written.gitlabUsername}`,
  };
  const failure = await services.db.failure.findFirst({
    where: { projectId: project.id, mergeRequestIid: written.mergeRequestIid },
    orderBy: { detectedAt: 'desc' },
    include: { fixes: true },
  });
  if (!failure) return { kind: 'refused', reason: 'There is no failure on this merge request.' };
  try {
    if (written.command === 'dismiss') await dismissFailure(services, caller, { failureId: failure.id });
    else if (written.command === 'retry') await retryFailure(services, caller, { failureId: failure.id });
    else {
      const statuses: readonly string[] = meant[written.command];
      const fixes = failure.fixes.filter(
        (fix) => statuses.includes(fix.status) && (written.fix === null || fix.id.startsWith(written.fix)),
      );
      const [fix] = fixes;
      if (!fix) return { kind: 'refused', reason: `There is no fix to ${written.command}.` };
      if (fixes.length > 1) {
        return {
          kind: 'refused',
          reason: `There are ${fixes.length} fixes; name one, as the note shows it.`,
        };
      }
      if (written.command === 'apply') await approveFix(services, caller, { fixId: fix.id });
      else await undoFix(services, caller, { fixId: fix.id });
    }
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof OperationError) return { kind: 'refused', reason: error.message };
    throw error;
  }
}
