'use server';

import type { ActionState } from '@/components/ui/action-state';
import { approveFix } from '@/lib/operations/approve-fix';
import { dismissFailure } from '@/lib/operations/dismiss-failure';
import { retryFailure } from '@/lib/operations/retry-failure';
import { undoFix } from '@/lib/operations/undo-fix';
import { services } from '@/lib/runtime';
import { formText } from '../../form-text';
import { runAction } from '../../run-action';

export async function approve(_previous: ActionState, form: FormData): Promise<ActionState> {
  const fixId = formText(form, 'fixId');
  return runAction('Approved. The fix is being applied.', (caller) =>
    approveFix(services(), caller, { fixId }),
  );
}

export async function undo(_previous: ActionState, form: FormData): Promise<ActionState> {
  const fixId = formText(form, 'fixId');
  return runAction('The fix is being undone.', (caller) => undoFix(services(), caller, { fixId }));
}

export async function dismiss(_previous: ActionState, form: FormData): Promise<ActionState> {
  const failureId = formText(form, 'failureId');
  const reason = formText(form, 'reason').trim();
  return runAction('Dismissed.', (caller) =>
    dismissFailure(services(), caller, { failureId, ...(reason && { reason }) }),
  );
}

export async function retry(_previous: ActionState, form: FormData): Promise<ActionState> {
  const failureId = formText(form, 'failureId');
  return runAction('Pipemend starts over with it.', (caller) =>
    retryFailure(services(), caller, { failureId }),
  );
}
