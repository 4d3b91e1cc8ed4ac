import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { Finding } from '@/lib/domain/finding';

/** A diagnosis as the engine would give it, with what a test is about. */
export function aDiagnosis(about: Partial<Diagnosis>): Diagnosis {
  return {
    category: 'lint',
    verdict: 'code',
    verdictReason: 'The linter says the same of the same files.',
    confidence: 0.9,
    summary: 'ESLint found a problem.',
    nextStep: 'Mend it.',
    evidence: [],
    findings: [],
    failedTests: [],
    dependency: null,
    command: null,
    fingerprint: 'f00d',
    trace: 'whole',
    ...about,
  };
}

export function aFinding(about: Partial<Finding>): Finding {
  return {
    tool: 'eslint',
    file: 'src/a.js',
    line: 1,
    column: 1,
    code: null,
    severity: 'error',
    message: 'wrong',
    logLine: 1,
    ...about,
  };
}
