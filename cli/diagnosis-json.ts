import type { Diagnosis } from '@/lib/domain/diagnosis';

/** A diagnosis as the command line gives it to other programs. */
export function diagnosisJson(diagnosis: Diagnosis) {
  const { dependency } = diagnosis;
  return {
    category: diagnosis.category,
    verdict: diagnosis.verdict,
    confidence: diagnosis.confidence,
    summary: diagnosis.summary,
    nextStep: diagnosis.nextStep,
    evidence: diagnosis.evidence.map(({ start, end, reason }) => ({ start, end, reason })),
    findings: diagnosis.findings,
    failedTests: diagnosis.failedTests.map(({ name }) => name),
    ...(dependency === null
      ? {}
      : {
          dependency: {
            name: dependency.name,
            ...(dependency.from === null ? {} : { from: dependency.from }),
            ...(dependency.to === null ? {} : { to: dependency.to }),
          },
        }),
    command: diagnosis.command,
    trace: diagnosis.trace,
    fingerprint: diagnosis.fingerprint,
  };
}
