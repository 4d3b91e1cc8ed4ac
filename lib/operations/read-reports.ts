import type { JobReports, TestInReport } from '@/lib/diagnosis/complete-from-reports';
import { readCodeQualityReport } from '@/lib/diagnosis/reports/code-quality-report';
import { placeInStack } from '@/lib/diagnosis/reports/place-in-stack';
import type { ReportFinding } from '@/lib/diagnosis/reports/report';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { isPlatformError } from '@/lib/domain/platform-error';
import { redact } from '@/lib/log/redact/redact';
import type { CodeHost, TestSuiteReport } from '@/lib/ports/code-host';

/** GitLab has read the reports of a whole pipeline by then; more than this is not taken. */
const mostBytes = 8 * 1024 * 1024;
const mostTests = 1_000;
const mostFindings = 1_000;
const mostOutput = 8_000;
const mostMessage = 500;
/** Where GitLab's own job and most tools leave it; under another name it is not found. */
const codeQualityPath = 'gl-code-quality-report.json';

/**
 * What the reports that a failed job left say. Asked only where the job has such a report and the diagnosis is of a kind that it
 * can complete. A report that is too large, or that GitLab does not give, says nothing.
 */
export async function readReports(
  host: CodeHost,
  input: {
    readonly project: number;
    readonly pipelineId: number;
    readonly jobId: number;
    readonly jobName: string;
    readonly reports: readonly string[];
    readonly found: Diagnosis;
  },
): Promise<JobReports> {
  const { found, reports, project } = input;
  const wantsTests = reports.includes('junit') && ['test', 'unknown', 'build'].includes(found.category);
  const wantsFindings =
    reports.includes('codequality') &&
    ['format', 'lint', 'type-check', 'build', 'unknown'].includes(found.category);
  const tests = wantsTests
    ? testsOf(
        (await given(() => host.findTestReport(project, input.pipelineId, mostBytes))) ?? [],
        input.jobName,
      )
    : [];
  const file = wantsFindings
    ? await given(() => host.findArtifact(project, input.jobId, codeQualityPath, mostBytes))
    : null;
  return { tests, findings: file === null ? [] : findingsOf(file) };
}

async function given<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!isPlatformError(error) || error.kind === 'unauthorized') throw error;
    return null;
  }
}

function testsOf(suites: readonly TestSuiteReport[], jobName: string): TestInReport[] {
  // Parallel jobs share a suite: "unit 1/3" and "unit: [a, b]" are both "unit" there.
  const shared = jobName.replace(/ \d{1,4}\/\d{1,4}$|: \[.*\]$/, '');
  return suites
    .filter((suite) => suite.jobName === jobName || suite.jobName === shared)
    .flatMap(({ failed }) => failed)
    .slice(0, mostTests)
    .map(({ name, classname, file, output }) => {
      const text = redact(output.slice(0, mostOutput));
      const place = placeInStack(text, [file, classname]);
      return {
        name: redact(name.slice(0, mostMessage)),
        classname: redact(classname.slice(0, mostMessage)),
        file: place?.file ?? file,
        line: place?.line ?? null,
        message: (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, mostMessage),
      };
    });
}

function findingsOf(file: Uint8Array): ReportFinding[] {
  const report = readCodeQualityReport(new TextDecoder().decode(file));
  if (report.kind === 'not-a-report') return [];
  return report.findings
    .slice(0, mostFindings)
    .map((finding) => ({ ...finding, message: redact(finding.message) }));
}
