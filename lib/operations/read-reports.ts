import { completable } from '@/lib/diagnosis/complete-from-reports';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobReports, RawReports } from '@/lib/domain/job-reports';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { CodeHost, TestSuiteReport } from '@/lib/ports/code-host';
import type { TraceReader } from '@/lib/ports/trace-reader';

/** GitLab has read the reports of a whole pipeline by then; more than this is not taken. */
const mostBytes = 8 * 1024 * 1024;
const mostTests = 1_000;
/** Where GitLab's own job and most tools leave it; under another name it is not found. */
const codeQualityPath = 'gl-code-quality-report.json';

/**
 * What the reports that a failed job left say. Asked only where the job has such a report and the diagnosis is of a kind that it
 * can complete. A report that is too large, or that GitLab does not give, says nothing.
 */
export async function readReports(
  host: CodeHost,
  reader: TraceReader,
  input: {
    readonly project: number;
    readonly pipelineId: number;
    readonly jobId: number;
    readonly jobName: string;
    readonly reports: readonly string[];
    readonly found: Diagnosis;
    /** Exact values that must not come out. */
    readonly mask: readonly string[];
  },
): Promise<JobReports> {
  const { found, reports, project } = input;
  const wantsTests = reports.includes('junit') && completable.tests.includes(found.category);
  const wantsFindings = reports.includes('codequality') && completable.findings.includes(found.category);
  const tests = wantsTests
    ? testsOf(
        (await given(() => host.findTestReport(project, input.pipelineId, mostBytes))) ?? [],
        input.jobName,
      )
    : [];
  const codeQuality = wantsFindings
    ? await given(() => host.findArtifact(project, input.jobId, codeQualityPath, mostBytes))
    : null;
  return reader.readReports({ tests, codeQuality, mask: input.mask });
}

async function given<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (!isPlatformError(error) || error.kind === 'unauthorized') throw error;
    return null;
  }
}

function testsOf(suites: readonly TestSuiteReport[], jobName: string): RawReports['tests'] {
  // Parallel jobs share a suite: "unit 1/3" and "unit: [a, b]" are both "unit" there.
  const shared = jobName.replace(/ \d{1,4}\/\d{1,4}$|: \[.*\]$/, '');
  return suites
    .filter((suite) => suite.jobName === jobName || suite.jobName === shared)
    .flatMap(({ failed }) => failed)
    .slice(0, mostTests);
}
