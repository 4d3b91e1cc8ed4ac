import { refresh } from 'next/cache';
import type { ActionState } from '@/components/ui/action-state';
import { isOperationError } from '@/lib/domain/operation-error';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { Caller } from '@/lib/operations/caller';
import { signedInCaller } from './signed-in-caller';

/** Runs a command for a form and says how it went; what is nobody's expectation goes to the error page. */
export async function runAction(
  done: string,
  command: (caller: Caller) => Promise<unknown>,
): Promise<ActionState> {
  const caller = await signedInCaller();
  try {
    await command(caller);
  } catch (error) {
    if (isOperationError(error)) {
      refresh();
      return { kind: 'refused', message: error.message };
    }
    if (isPlatformError(error)) return { kind: 'refused', message: `GitLab: ${error.message}` };
    throw error;
  }
  refresh();
  return { kind: 'done', message: done };
}
