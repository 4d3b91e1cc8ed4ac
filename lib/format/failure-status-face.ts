import type { FailureStatus } from '@/lib/domain/failure-status';
import type { Face } from './face';

export const failureStatusFace = {
  diagnosing: {
    label: 'Diagnosing',
    tone: 'info',
    explanation: 'The logs of the failed jobs are being read.',
  },
  diagnosed: {
    label: 'Diagnosed',
    tone: 'info',
    explanation: 'The cause is known; what to do about it is being decided.',
  },
  mending: {
    label: 'Mending',
    tone: 'info',
    explanation: 'A fix is being written or validated by the project’s own pipeline.',
  },
  waiting: {
    label: 'Waiting for approval',
    tone: 'attention',
    explanation: 'A fix is ready and is applied once a person approves it.',
  },
  suggested: {
    label: 'Suggested',
    tone: 'attention',
    explanation: 'A fix is offered; nothing was written to the branch.',
  },
  mended: { label: 'Mended', tone: 'success', explanation: 'A fix was applied to the branch.' },
  'no-fix': {
    label: 'No fix',
    tone: 'neutral',
    explanation: 'Pipemend has no fix for this one.',
  },
  dismissed: { label: 'Dismissed', tone: 'neutral', explanation: 'A person set it aside.' },
  superseded: {
    label: 'Superseded',
    tone: 'neutral',
    explanation: 'The branch or merge request moved on, so nothing more is done here.',
  },
} as const satisfies Record<FailureStatus, Face>;
