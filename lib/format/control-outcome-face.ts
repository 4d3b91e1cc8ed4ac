import type { ControlOutcome } from '@/lib/domain/control-outcome';
import type { Face } from './face';

export const controlOutcomeFace = {
  running: { label: 'Running', tone: 'info', explanation: 'The unchanged job is running again.' },
  passed: { label: 'Passed unchanged', tone: 'warning', explanation: 'It is flaky: nothing was changed.' },
  failed: { label: 'Failed again', tone: 'danger', explanation: 'It fails every time.' },
  inconclusive: { label: 'Inconclusive', tone: 'neutral', explanation: 'The run did not come to an end.' },
} as const satisfies Record<ControlOutcome, Face>;
