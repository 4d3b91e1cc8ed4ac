import type { Outcome, StagedFailure } from './scenario';

/** What became of a failure; `unfinished` as long as something is under way. */
export function outcomeOf(failure: StagedFailure | null): Outcome {
  switch (failure?.status) {
    case 'mended':
      return failure.fixes.some((fix) => fix.approvedByName !== null) ? 'mended-after-approval' : 'mended';
    case 'suggested':
      return 'suggested';
    case 'superseded':
      return 'abandoned';
    case 'no-fix':
      if (failure.verdict === 'flaky') return 'flaky';
      return failure.verdict === 'infrastructure' ? 'infrastructure' : 'diagnosed-only';
    default:
      return 'unfinished';
  }
}
