import { applyFix } from './apply-fix';
import { clearAway } from './clear-away';
import { diagnoseFailure } from './diagnose-failure';
import { mendFailure } from './mend-failure';
import { obeyNote } from './obey-note';
import { stopOnMergeRequestEnd } from './stop-on-merge-request-end';
import { stopOnPush } from './stop-on-push';
import { sweepCandidates } from './sweep-candidates';
import { sweepProjects } from './sweep-projects';
import { undoFix } from './undo-fix';

/** What is served to the engine, whichever it is. */
export const allFunctions = [
  diagnoseFailure,
  mendFailure,
  applyFix,
  undoFix,
  obeyNote,
  stopOnPush,
  stopOnMergeRequestEnd,
  clearAway,
  sweepProjects,
  sweepCandidates,
];
