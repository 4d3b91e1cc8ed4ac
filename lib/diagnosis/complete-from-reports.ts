import type { Category } from '@/lib/domain/category';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { FailedTest } from '@/lib/domain/failed-test';
import type { JobReports, TestInReport } from '@/lib/domain/job-reports';
import { buildCause, summaryOfTests } from './causes/build-cause';
import { fingerprint } from './fingerprint';
import { reportedTestName } from './reports/reported-test-name';

/** Which diagnoses tests and findings of a report can say more about. */
export const completable: Readonly<Record<'tests' | 'findings', readonly Category[]>> = {
  tests: ['test', 'unknown', 'build'],
  findings: ['format', 'lint', 'type-check', 'build', 'unknown'],
};

const mostTests = 1_000;
const mostFindings = 1_000;
/** Below this the log has not said it; a report that names failed tests says it better. */
const unsure = 0.6;

/**
 * A diagnosis with what the job's own reports add: place and message of tests that the log only names, tests that it does not
 * name, findings of the tool that failed. Where the log left the cause open, failed tests of the report are the cause. Evidence
 * stays lines of the log. Pure; the reports' texts must be redacted already.
 */
export function completeFromReports(diagnosis: Diagnosis, reports: JobReports): Diagnosis {
  return withFindings(withTests(diagnosis, reports.tests), reports.findings);
}

function withTests(diagnosis: Diagnosis, reported: readonly TestInReport[]): Diagnosis {
  if (reported.length === 0) return diagnosis;
  if (diagnosis.category === 'test')
    return { ...diagnosis, failedTests: merged(diagnosis.failedTests, reported) };
  if (diagnosis.category !== 'unknown' && diagnosis.confidence >= unsure) return diagnosis;
  const tests = merged([], reported);
  const { category, verdict, verdictReason, nextStep, summary } = buildCause({
    tool: 'junit',
    category: 'test',
    ranges: [],
    key: [],
    summary: summaryOfTests('JUnit report', tests),
  });
  return {
    ...diagnosis,
    category,
    verdict,
    verdictReason,
    nextStep,
    summary,
    confidence: Math.max(diagnosis.confidence, 0.85),
    failedTests: tests,
    fingerprint: fingerprint(
      category,
      'junit',
      tests.map(({ name, message }) => `${name} ${message}`),
    ),
  };
}

/** The log's tests, completed, and behind them those that only the report names. */
function merged(logged: readonly FailedTest[], reported: readonly TestInReport[]): FailedTest[] {
  const left = new Set(reported);
  const completed = logged.map((test) => {
    const match = [...left].find((one) => isSame(test, one));
    if (match === undefined) return test;
    left.delete(match);
    // The place is one thing: a line belongs to its own file.
    const place = test.file === null || test.line === null ? placeOf(match, test) : placeOf(test, match);
    return { ...test, ...place, message: test.message === '' ? match.message : test.message };
  });
  const added = [...left].map(({ classname, ...test }) => ({
    ...test,
    name: reportedTestName({ name: test.name, classname }),
  }));
  return [...completed, ...added].slice(0, mostTests);
}

function placeOf(first: FailedTest, second: FailedTest): Pick<FailedTest, 'file' | 'line'> {
  const { file, line } = first.file === null ? second : first;
  return { file, line };
}

/** Frameworks print a test's name with its class or file around it; reports keep the two apart. */
function isSame(test: FailedTest, reported: TestInReport): boolean {
  const name = words(reported.name);
  const printed = words(test.name);
  if (name === '' || !printed.includes(name)) return printed !== '' && name.endsWith(printed);
  const owner = reported.classname.split(/[./\\:#$]/).at(-1) ?? '';
  return printed === name || owner === '' || words(`${test.name} ${test.file ?? ''}`).includes(words(owner));
}

/** Letters and digits alone: separators differ from printer to printer. */
function words(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function withFindings(diagnosis: Diagnosis, reported: JobReports['findings']): Diagnosis {
  if (!completable.findings.includes(diagnosis.category)) return diagnosis;
  const known = new Set(diagnosis.findings.map(({ file, line }) => `${file ?? ''}:${line ?? ''}`));
  const logLine = diagnosis.evidence[0]?.start ?? 1;
  const added = reported
    .filter(({ file, line }) => !known.has(`${file ?? ''}:${line ?? ''}`))
    .map((finding) => ({ ...finding, logLine }));
  if (added.length === 0) return diagnosis;
  return { ...diagnosis, findings: [...diagnosis.findings, ...added].slice(0, mostFindings) };
}
