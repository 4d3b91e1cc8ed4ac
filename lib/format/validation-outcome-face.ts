import type { ValidationOutcome } from '@/lib/domain/validation-outcome';
import type { Face } from './face';

export const validationOutcomeFace = {
  mended: {
    label: 'Mended',
    tone: 'success',
    explanation: 'The failed jobs pass and nothing else broke.',
  },
  'still-failing': {
    label: 'Still failing',
    tone: 'danger',
    explanation: 'A job it should mend still fails.',
  },
  'broke-something': {
    label: 'Broke something',
    tone: 'danger',
    explanation: 'A job that passed before fails now.',
  },
  inconclusive: {
    label: 'Inconclusive',
    tone: 'warning',
    explanation: 'The pipeline did not show whether it mends the failure.',
  },
} as const satisfies Record<ValidationOutcome, Face>;

export const validationRunningFace = {
  label: 'Running',
  tone: 'info',
  explanation: 'The pipeline is still running.',
} as const satisfies Face;
