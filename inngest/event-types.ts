import { eventType } from 'inngest';
import { branchPushed } from '@/lib/events/branch-pushed';
import { commandWritten } from '@/lib/events/command-written';
import { failureDiagnosed } from '@/lib/events/failure-diagnosed';
import { failureSuperseded } from '@/lib/events/failure-superseded';
import { fixApproved } from '@/lib/events/fix-approved';
import { mergeRequestEnded } from '@/lib/events/merge-request-ended';
import { pipelineFinished } from '@/lib/events/pipeline-finished';
import { undoRequested } from '@/lib/events/undo-requested';

// The events of lib/events in the engine's form; lib/ itself knows no engine.
export const onPipelineFinished = eventType(pipelineFinished.name, { schema: pipelineFinished.data });
export const onBranchPushed = eventType(branchPushed.name, { schema: branchPushed.data });
export const onMergeRequestEnded = eventType(mergeRequestEnded.name, { schema: mergeRequestEnded.data });
export const onCommandWritten = eventType(commandWritten.name, { schema: commandWritten.data });
export const onFailureDiagnosed = eventType(failureDiagnosed.name, { schema: failureDiagnosed.data });
export const onFailureSuperseded = eventType(failureSuperseded.name, { schema: failureSuperseded.data });
export const onFixApproved = eventType(fixApproved.name, { schema: fixApproved.data });
export const onUndoRequested = eventType(undoRequested.name, { schema: undoRequested.data });
