import { branchPushed } from '@/lib/events/branch-pushed';
import { commandWritten } from '@/lib/events/command-written';
import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { failureSuperseded } from '@/lib/events/failure-superseded';
import { fixApproved } from '@/lib/events/fix-approved';
import { mergeRequestEnded } from '@/lib/events/merge-request-ended';
import { pipelineFinished } from '@/lib/events/pipeline-finished';
import { undoRequested } from '@/lib/events/undo-requested';
import { toEventType } from './event-type';

export const onPipelineFinished = toEventType(pipelineFinished);
export const onBranchPushed = toEventType(branchPushed);
export const onMergeRequestEnded = toEventType(mergeRequestEnded);
export const onCommandWritten = toEventType(commandWritten);
export const onFailureDiagnosed = toEventType(failureDiagnosed);
export const onFailureSuperseded = toEventType(failureSuperseded);
export const onFixApproved = toEventType(fixApproved);
export const onUndoRequested = toEventType(undoRequested);
