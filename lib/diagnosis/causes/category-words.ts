import type { Category } from '@/lib/domain/category';
import type { Verdict } from '@/lib/domain/verdict';

interface Words {
  readonly verdict: Verdict;
  readonly reason: string;
  readonly nextStep: string;
}

const words = {
  format: {
    verdict: 'code',
    reason: 'A formatter refuses files as they were committed.',
    nextStep: 'Run the formatter on the named files and commit what it changes.',
  },
  lint: {
    verdict: 'code',
    reason: 'A linter refuses lines of the code.',
    nextStep: 'Change the named lines, or run the linter with its own fixer.',
  },
  'type-check': {
    verdict: 'code',
    reason: 'The type checker refuses the code.',
    nextStep: 'Correct the first type error; later ones often follow from it.',
  },
  build: {
    verdict: 'code',
    reason: 'The code does not build.',
    nextStep: 'Correct the first error; later ones often follow from it.',
  },
  test: {
    verdict: 'code',
    reason: 'A test of the project fails.',
    nextStep: 'Look at the assertion and decide whether the code or the test is wrong.',
  },
  dependency: {
    verdict: 'code',
    reason: "The project's dependencies, as they are declared, cannot be installed.",
    nextStep: 'Correct the declared dependency or its lockfile and commit both.',
  },
  configuration: {
    verdict: 'configuration',
    reason: 'Something the job needs is not set up: a variable, a command, an image or a file.',
    nextStep: "Set up what is missing in the job's configuration or in the project's CI/CD variables.",
  },
  infrastructure: {
    verdict: 'infrastructure',
    reason: 'A service or machine that the job depends on did not do its part.',
    nextStep: 'Retry the job; if it fails again, look at the named service.',
  },
  timeout: {
    verdict: 'unknown',
    reason: 'Something took longer than it was given; the log alone does not say why.',
    nextStep: 'See what was running when the time was up, and retry the job once.',
  },
  resource: {
    verdict: 'infrastructure',
    reason: 'The machine ran out of memory or disk.',
    nextStep: 'Give the job more memory or disk, or make it need less.',
  },
  permission: {
    verdict: 'configuration',
    reason: 'The job was not allowed to do what it tried.',
    nextStep: "Check the rights of the job's user or token for what the line names.",
  },
  unknown: {
    verdict: 'unknown',
    reason: 'The log does not say what a known tool would say about it.',
    nextStep: 'Read the named lines; they are the last that speak of an error.',
  },
} satisfies Record<Category, Words>;

export function verdictFor(category: Category): Verdict {
  return words[category].verdict;
}
export function verdictReasonFor(category: Category): string {
  return words[category].reason;
}
export function nextStepFor(category: Category): string {
  return words[category].nextStep;
}
