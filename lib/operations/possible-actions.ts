import type { FailureStatus } from '@/lib/domain/failure-status';
import type { FixStatus } from '@/lib/domain/fix-status';
import { mostRounds } from './most-rounds';
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
  /** How often it was handed over for mending. */
  readonly round: number;
  readonly accessLevel: number | null;
}): { readonly dismiss: Possibility; readonly retry: Possibility } {
  if (!isAllowed('developer', facts.accessLevel))
    return { dismiss: no(needsDeveloper), retry: no(needsDeveloper) };
  const retry = retrial[facts.status];
  const isTired = retry.possible && facts.round >= mostRounds;
  return {
    dismiss: dismissal[facts.status],
    retry: isTired ? no(`It was tried ${facts.round} times; Pipemend stops there.`) : retry,
  };
}

/** What the caller can do with a fix. */
export function possibleFixActions(facts: {
  readonly status: FixStatus;
  readonly failureStatus: FailureStatus;
  /** True when a validation has shown that it mends. */
  readonly isValidated: boolean;
  /** The last link of the decision's chain; null before there is a decision. */
  readonly lastRule: { readonly rule: string; readonly detail: string } | null;
  readonly accessLevel: number | null;
}): { readonly approve: Possibility; readonly undo: Possibility } {
  if (!isAllowed('developer', facts.accessLevel))
    return { approve: no(needsDeveloper), undo: no(needsDeveloper) };
  return {
    approve: approvalOf(facts),
    undo: facts.status === 'applied' ? yes : no('Only an applied fix can be undone.'),
  };
}

function approvalOf(facts: {
  readonly status: FixStatus;
  readonly failureStatus: FailureStatus;
  readonly isValidated: boolean;
  readonly lastRule: { readonly rule: string; readonly detail: string } | null;
}): Possibility {
  const approve = approval[facts.status];
  if (!approve.possible) return approve;
  const ended = endings[facts.failureStatus];
  if (ended) return no(ended);
  if (facts.lastRule && ['protected-branch', 'fork'].includes(facts.lastRule.rule)) {
    return no(`${facts.lastRule.detail} It can be applied by hand.`);
  }
  return facts.isValidated
    ? approve
    : no('It was not validated, and an approval does not stand in for a proof. It can be applied by hand.');
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
  diagnosed: yes,
  mending: no(working),
  waiting: yes,
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
  suggested: yes,
  waiting: yes,
  approved: no('It is approved already and being applied.'),
  applied: no('It is applied already.'),
  undone: no('It was undone.'),
  refused: no('The integrity gate refused it.'),
  'not-mended': no('It does not mend the failure.'),
  dismissed: no('It was dismissed.'),
  abandoned: no('The branch moved on before it could be applied.'),
};
