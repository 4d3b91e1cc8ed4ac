import { createTwoFilesPatch } from 'diff';

import type { ControlOutcome } from '@/lib/domain/control-outcome';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { FailureStatus } from '@/lib/domain/failure-status';
import type { FixOrigin } from '@/lib/domain/fix-origin';
import type { FixStatus } from '@/lib/domain/fix-status';
import type { ValidationOutcome } from '@/lib/domain/validation-outcome';

// Not an interface: only a type alias counts as JSON.
type Job = { name: string; status: string };

export interface SampleFix {
  readonly origin: FixOrigin;
  readonly strategy: string;
  readonly status: FixStatus;
  readonly statusReason: string;
  readonly diff: string;
  readonly checklist: {
    passed: boolean;
    automatic: boolean;
    checks: { id: string; label: string; passed: boolean; detail: string }[];
  };
  readonly decision: { kind: string; chain: { rule: string; detail: string }[] };
  readonly validation: {
    outcome: ValidationOutcome | null;
    reason: string;
    before: Job[];
    after: Job[] | null;
  } | null;
}

export interface SampleFailure {
  readonly name: string;
  readonly branch: string;
  readonly mergeRequest: number | null;
  readonly title: string;
  readonly status: FailureStatus;
  readonly statusReason: string;
  readonly secondsAgo: number;
  readonly diagnoses: readonly Diagnosis[];
  /** Names of the failed jobs of each diagnosis. */
  readonly jobs: readonly (readonly string[])[];
  readonly undiagnosedJobs: readonly string[];
  readonly fixes: readonly SampleFix[];
  readonly control: ControlOutcome | null;
}

const plainDiagnosis: Diagnosis = {
  category: 'unknown',
  verdict: 'unknown',
  verdictReason: 'Nothing in the log names a cause that Pipemend knows.',
  confidence: 0.3,
  summary: 'The job failed and its log does not say why.',
  nextStep: 'Read the end of the log.',
  evidence: [],
  findings: [],
  failedTests: [],
  dependency: null,
  command: null,
  fingerprint: '0123456789abcdef'.repeat(4),
  trace: 'whole',
};

export function sampleDiagnosis(parts: Partial<Diagnosis>): Diagnosis {
  return { ...plainDiagnosis, ...parts };
}

export function sampleFailure(name: string, parts: Partial<Omit<SampleFailure, 'name'>> = {}): SampleFailure {
  return {
    name,
    branch: 'feature/checkout',
    mergeRequest: null,
    title: 'feature/checkout',
    status: 'no-fix',
    statusReason: '',
    secondsAgo: 600,
    diagnoses: [plainDiagnosis],
    jobs: [['test']],
    undiagnosedJobs: [],
    fixes: [],
    control: null,
    ...parts,
  };
}

const cart = `import { formatPrice, unusedHelper } from './format';

export function total(cart) {
  let sum = 0;
  for (const item of cart.items) {
    sum += item.price * item.count;
  }
  return formatPrice(sum);
}
`;
const cartMended = cart.replace(', unusedHelper', '');

const checks = [
  ['safe-paths', 'Only paths inside the repository'],
  ['bounds', 'Few files and few lines'],
  ['text-only', 'Text files only'],
  ['integrity', 'No test skipped, emptied or weakened; no rule switched off'],
  ['protected', 'No CI configuration, lockfile or other protected file'],
  ['exfiltration', 'No new network call, environment read or install script'],
].map(([id = '', label = '']) => ({ id, label, passed: true, detail: 'Nothing found.' }));

export function sampleFix(parts: Partial<SampleFix> = {}): SampleFix {
  return {
    origin: 'tool',
    strategy: 'eslint --fix',
    status: 'waiting',
    statusReason: 'It is validated and waits for a person: the level of this project is Suggest.',
    diff: createTwoFilesPatch('a/src/cart.js', 'b/src/cart.js', cart, cartMended),
    checklist: { passed: true, automatic: true, checks },
    decision: {
      kind: 'wait-for-approval',
      chain: [
        { rule: 'Validated', detail: 'the project’s own pipeline mended the failed job and broke nothing' },
        { rule: 'Integrity gate', detail: 'all six checks passed' },
        { rule: 'Level', detail: 'suggest does not commit by itself' },
        { rule: 'Suggestion', detail: 'it changes lines outside of the merge request' },
      ],
    },
    validation: {
      outcome: 'mended',
      reason: 'lint passes now, and no job that passed before fails.',
      before: [
        { name: 'build', status: 'success' },
        { name: 'lint', status: 'failed' },
        { name: 'unit tests', status: 'success' },
        { name: 'deploy to staging', status: 'skipped' },
      ],
      after: [
        { name: 'build', status: 'success' },
        { name: 'lint', status: 'success' },
        { name: 'unit tests', status: 'success' },
        { name: 'deploy to staging', status: 'manual' },
      ],
    },
    ...parts,
  };
}
