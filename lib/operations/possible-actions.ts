import type { FailureStatus } from '@/lib/domain/failure-status';
import type { FixStatus } from '@/lib/domain/fix-status';
import { isAllowed } from './permission';

/** Whether a person may do something now, and if not, why not, in words for them. */
export type Possibility = { readonly possible: true } | { readonly possible: false; readonly reason: string };

const yes: Possibility = { possible: true };
const no = (reason: string): Possibility => ({ possible: false, reason });

const needsDeveloper = 'This needs the Developer role in the GitLab project.';

/**
 * What the caller can do with a failure, given its status and their role. It only spares them a button that would be
 * refused: the commands decide for themselves.
 */
export function possibleFailureActions(facts: {
  readonly status: FailureStatus;
  readonly accessLevel: number | null;
}): { readonly dismiss: Possibility; readonly retry: Possibility } {
  if (!isAllowed('developer', facts.accessLevel))
    return { dismiss: no(needsDeveloper), retry: no(needsDeveloper) };
  return { dismiss: dismissal[facts.status], retry: retrial[facts.status] };
}

/** What the caller can do with a fix. */
export function possibleFixActions(facts: {
  readonly status: FixStatus;
  readonly failureStatus: FailureStatus;
  readonly accessLevel: number | null;
}): { readonly approve: Possibility; readonly undo: Possibility } {
  if (!isAllowed('developer', facts.accessLevel))
    return { approve: no(needsDeveloper), undo: no(needsDeveloper) };
  const ended = endings[facts.failureStatus];
  return {
    approve: facts.status === 'waiting' && ended ? no(ended) : approval[facts.status],
    undo: facts.status === 'applied' ? yes : no('Only an applied fix can be undone.'),
  };
}

const endings: Partial<Record<FailureStatus, string>> = {
  dismissed: 'The failure was dismissed.',
  superseded: 'The branch or merge request moved on.',
};

const dismissal: Record<FailureStatus, Possibility> = {
  diagnosing: yes,
  diagnosed: yes,
  mending: yes,
  waiting: yes,
  suggested: yes,
  mended: no('It is mended already.'),
  'no-fix': yes,
  dismissed: no('It is dismissed already.'),
  superseded: no('The branch or merge request moved on.'),
};

const working = 'Pipemend is still working on it.';

const retrial: Record<FailureStatus, Possibility> = {
  diagnosing: no(working),
  diagnosed: no(working),
  mending: no(working),
  waiting: no('A fix is waiting for approval: approve or dismiss it first.'),
  suggested: yes,
  mended: no('It is mended already.'),
  'no-fix': yes,
  dismissed: yes,
  superseded: no('The branch or merge request moved on.'),
};

const approval: Record<FixStatus, Possibility> = {
  proposed: no('It has not been validated yet.'),
  validating: no('Its validation is still running.'),
  validated: no('What to do with it is being decided.'),
  suggested: no('It is offered on the merge request: apply the suggestion there.'),
  waiting: yes,
  approved: no('It is approved already and being applied.'),
  applied: no('It is applied already.'),
  undone: no('It was undone.'),
  refused: no('The integrity gate refused it.'),
  'not-mended': no('It does not mend the failure.'),
  dismissed: no('It was dismissed.'),
  abandoned: no('The branch moved on before it could be applied.'),
};
