import type { AutomationLevel } from '@/lib/domain/automation-level';

/** The levels in words; each includes what stands before it. */
export const levelFace = {
  watch: {
    label: 'Watch',
    explanation: 'Diagnoses on the dashboard. Nothing is written to GitLab.',
  },
  suggest: {
    label: 'Suggest',
    explanation: 'Also a note on the merge request, and fixes that wait for a person.',
  },
  'auto-lint': {
    label: 'Auto-lint',
    explanation: 'Also commits validated format and lint fixes.',
  },
  'auto-validated': {
    label: 'Auto-validated',
    explanation: 'Also commits any validated fix, protected files excepted.',
  },
} as const satisfies Record<AutomationLevel, { label: string; explanation: string }>;
