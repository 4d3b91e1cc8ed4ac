import type { FixStatus } from '@/lib/domain/fix-status';
import type { Face } from './face';

export const fixStatusFace = {
  proposed: { label: 'Written', tone: 'info', explanation: 'The fix is written and not validated yet.' },
  validating: {
    label: 'Validating',
    tone: 'info',
    explanation: 'The project’s own pipeline is running on the fix.',
  },
  validated: {
    label: 'Validated',
    tone: 'success',
    explanation: 'The pipeline showed that it mends the failure; what to do with it is being decided.',
  },
  suggested: {
    label: 'Suggested',
    tone: 'attention',
    explanation: 'The fix is offered; nothing was written to the branch.',
  },
  waiting: {
    label: 'Waiting for approval',
    tone: 'attention',
    explanation: 'The fix is applied once a person approves it.',
  },
  approved: { label: 'Approved', tone: 'info', explanation: 'A person approved it; it is being applied.' },
  applied: { label: 'Applied', tone: 'success', explanation: 'The fix is on the branch.' },
  undone: { label: 'Undone', tone: 'neutral', explanation: 'The applied fix was reverted.' },
  refused: { label: 'Refused', tone: 'danger', explanation: 'The integrity gate did not let it through.' },
  'not-mended': {
    label: 'Did not mend',
    tone: 'danger',
    explanation: 'The pipeline showed that this does not mend the failure.',
  },
  dismissed: { label: 'Dismissed', tone: 'neutral', explanation: 'A person set it aside.' },
  abandoned: {
    label: 'Abandoned',
    tone: 'neutral',
    explanation: 'The branch moved on before it could be applied.',
  },
} as const satisfies Record<FixStatus, Face>;
