import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { TestInReport } from '@/lib/domain/job-reports';
import type { FailedTest } from '@/lib/domain/failed-test';
import { completeFromReports } from './complete-from-reports';
import type { ReportFinding } from './reports/report';

const evidence = [
  { start: 7, end: 8, reason: 'The failing test', lines: ['FAILED tests/test_till.py::test_opens'] },
];
const found: Diagnosis = {
  category: 'test',
  verdict: 'code',
  verdictReason: 'A test of the project fails.',
  confidence: 0.9,
  summary: 'A test fails.',
  nextStep: 'Look at the assertion.',
  evidence,
  findings: [],
  failedTests: [],
  dependency: null,
  command: 'pytest',
  fingerprint: 'f',
  trace: 'whole',
};
const logged = (name: string, rest: Partial<FailedTest> = {}): FailedTest => ({
  name,
  file: null,
  line: null,
  message: '',
  ...rest,
});
const reported = (name: string, classname: string, rest: Partial<FailedTest> = {}): TestInReport => ({
  ...logged(name, { file: 'tests/test_till.py', line: 12, message: 'AssertionError: 4 != 5', ...rest }),
  classname,
});
const finding: ReportFinding = {
  tool: 'code-quality',
  file: 'src/till.js',
  line: 3,
  column: null,
  code: 'no-unused-vars',
  severity: 'error',
  message: "'coins' is never used",
};
const nothing = { tests: [], findings: [] };

describe('completeFromReports', () => {
  it.each([
    ['tests/test_till.py::TestTill::test_opens', 'test_opens', 'tests.test_till.TestTill'],
    ['test_opens (shop.TillTest)', 'test_opens', 'shop.TillTest'],
    ['till opens the drawer', 'opens the drawer', 'till'],
    ['TillTest.test_opens', 'test_opens', 'shop.TillTest'],
  ])('gives %j its place and message', (name, reportedName, classname) => {
    const done = completeFromReports(
      { ...found, failedTests: [logged(name)] },
      { ...nothing, tests: [reported(reportedName, classname)] },
    );
    expect(done.failedTests).toEqual([
      { name, file: 'tests/test_till.py', line: 12, message: 'AssertionError: 4 != 5' },
    ]);
    expect(done.evidence).toEqual(evidence);
  });

  it('keeps what the log says, and adds tests that it does not name', () => {
    const done = completeFromReports(
      { ...found, failedTests: [logged('test_opens', { file: 'a.py', line: 1, message: 'closed' })] },
      { ...nothing, tests: [reported('test_opens', ''), reported('test_counts', 'shop.TillTest')] },
    );
    expect(done.failedTests).toEqual([
      { name: 'test_opens', file: 'a.py', line: 1, message: 'closed' },
      {
        name: 'shop.TillTest.test_counts',
        file: 'tests/test_till.py',
        line: 12,
        message: 'AssertionError: 4 != 5',
      },
    ]);
  });

  it('takes one of two tests with the same name for the one of its class', () => {
    const done = completeFromReports(
      {
        ...found,
        failedTests: [logged('test_opens (shop.TillTest)'), logged('test_opens (shop.DrawerTest)')],
      },
      {
        ...nothing,
        tests: [
          reported('test_opens', 'shop.DrawerTest', { message: 'drawer' }),
          reported('test_opens', 'shop.TillTest', { message: 'till' }),
        ],
      },
    );
    expect(done.failedTests.map(({ message }) => message)).toEqual(['till', 'drawer']);
  });

  it('finds the cause in the report where the log does not say it, and not where it does', () => {
    const reports = { ...nothing, tests: [reported('test_opens', 'shop.TillTest')] };
    const silent = completeFromReports(
      { ...found, category: 'unknown', verdict: 'unknown', confidence: 0.3 },
      reports,
    );
    expect(silent).toMatchObject({ category: 'test', verdict: 'code', confidence: 0.85, evidence });
    expect(silent.summary).toContain('test_opens');
    expect(silent.fingerprint).not.toBe(found.fingerprint);
    const build: Diagnosis = { ...found, category: 'build', confidence: 0.9 };
    expect(completeFromReports(build, reports)).toBe(build);
  });

  it('adds findings that the log does not print, and only where a checker failed', () => {
    const lint: Diagnosis = {
      ...found,
      category: 'lint',
      findings: [{ ...finding, tool: 'eslint', logLine: 9 }],
    };
    const done = completeFromReports(lint, { ...nothing, findings: [finding, { ...finding, line: 4 }] });
    expect(done.findings).toEqual([
      { ...finding, tool: 'eslint', logLine: 9 },
      { ...finding, line: 4, logLine: 7 },
    ]);
    expect(completeFromReports(found, { ...nothing, findings: [finding] })).toBe(found);
  });
});
