import { expect, it } from 'vitest';

import { failureStatus } from '@/lib/domain/failure-status';
import { fixStatus } from '@/lib/domain/fix-status';

import { possibleFailureActions, possibleFixActions } from './possible-actions';

const developer = 30;
const fix = { failureStatus: 'waiting', isValidated: true, lastRule: null, accessLevel: developer } as const;

it('lets a Developer approve exactly what is validated and offered', () => {
  const approvable = fixStatus.options.filter(
    (status) => possibleFixActions({ ...fix, status }).approve.possible,
  );
  expect(approvable).toEqual(['suggested', 'waiting']);
});

it('lets a Developer undo exactly what is applied', () => {
  const undoable = fixStatus.options.filter((status) => possibleFixActions({ ...fix, status }).undo.possible);
  expect(undoable).toEqual(['applied']);
});

it('gives no approval without a proof, nor after the failure ended', () => {
  expect(possibleFixActions({ ...fix, status: 'waiting', isValidated: false }).approve).toMatchObject({
    possible: false,
    reason: expect.stringContaining('not validated') as string,
  });
  for (const failure of ['dismissed', 'superseded'] as const) {
    expect(possibleFixActions({ ...fix, status: 'waiting', failureStatus: failure }).approve.possible).toBe(
      false,
    );
  }
});

it.each(['protected-branch', 'fork'])(
  'gives no approval where the branch is not ours to write: %s',
  (rule) => {
    const lastRule = { rule, detail: 'Only Maintainers push there.' };
    expect(possibleFixActions({ ...fix, status: 'waiting', lastRule }).approve).toEqual({
      possible: false,
      reason: 'Only Maintainers push there. It can be applied by hand.',
    });
  },
);

it('lets nobody below Developer do anything, and says so', () => {
  for (const accessLevel of [null, 10, 20]) {
    for (const status of failureStatus.options) {
      const { dismiss, retry } = possibleFailureActions({ status, round: 1, accessLevel });
      for (const action of [dismiss, retry]) {
        expect(action).toMatchObject({
          possible: false,
          reason: expect.stringContaining('Developer') as string,
        });
      }
    }
    expect(possibleFixActions({ ...fix, status: 'waiting', accessLevel }).approve.possible).toBe(false);
    expect(possibleFixActions({ ...fix, status: 'applied', accessLevel }).undo.possible).toBe(false);
  }
});

it('gives a reason for all that is not possible', () => {
  for (const status of failureStatus.options) {
    const actions = Object.values(possibleFailureActions({ status, round: 1, accessLevel: developer }));
    for (const action of actions) if (!action.possible) expect(action.reason).toMatch(/\w{3}.*\.$/);
  }
});

it('stops retrying after five rounds', () => {
  const { retry } = possibleFailureActions({ status: 'no-fix', round: 5, accessLevel: developer });
  expect(retry).toMatchObject({ possible: false, reason: expect.stringContaining('5 times') as string });
});
