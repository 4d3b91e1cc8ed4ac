import type { Verdict } from '@/lib/domain/verdict';
import type { Face } from './face';

export const verdictFace = {
  code: { label: 'Code', tone: 'danger', explanation: 'Something in the repository has to change.' },
  flaky: { label: 'Flaky', tone: 'warning', explanation: 'The unchanged job passed when it ran again.' },
  infrastructure: {
    label: 'Infrastructure',
    tone: 'warning',
    explanation: 'The runner, the network or a service failed, not the code.',
  },
  merge: {
    label: 'Merge',
    tone: 'warning',
    explanation: 'It breaks only together with the target branch.',
  },
  configuration: {
    label: 'Configuration',
    tone: 'warning',
    explanation: 'A variable, tool or setting of the pipeline is missing or wrong.',
  },
  unknown: { label: 'Undecided', tone: 'neutral', explanation: 'The log does not say whose affair it is.' },
} as const satisfies Record<Verdict, Face>;
