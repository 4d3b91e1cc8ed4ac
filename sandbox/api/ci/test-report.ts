import { latestJobs } from '../../ci/pipelines/pipeline-jobs';
import { parseJunit } from '../../ci/reports/parse-junit';
import type { TestCase } from '../../ci/reports/parse-junit';
import type { Sandbox } from '../../sandbox';

interface Suite {
  name: string;
  jobId: number;
  error: string | null;
  cases: TestCase[];
}

/** `GET …/test_report`: one suite for each job with JUnit reports. */
export async function testReport(sandbox: Sandbox, pipelineId: number) {
  const suites = await readSuites(sandbox, pipelineId);
  return {
    ...counts(suites.flatMap((suite) => suite.cases)),
    test_suites: suites.map((suite) => ({
      name: suite.name,
      ...counts(suite.cases),
      suite_error: suite.error,
      test_cases: suite.cases,
    })),
  };
}

/** `GET …/test_report_summary`: the same without the cases. */
export async function testReportSummary(sandbox: Sandbox, pipelineId: number) {
  const suites = await readSuites(sandbox, pipelineId);
  const total = counts(suites.flatMap((suite) => suite.cases));
  return {
    total: {
      time: total.total_time,
      count: total.total_count,
      success: total.success_count,
      failed: total.failed_count,
      skipped: total.skipped_count,
      error: total.error_count,
      suite_error: suites.find((suite) => suite.error !== null)?.error ?? null,
    },
    test_suites: suites.map((suite) => ({
      name: suite.name,
      ...counts(suite.cases),
      build_ids: [suite.jobId],
      suite_error: suite.error,
    })),
  };
}

async function readSuites(sandbox: Sandbox, pipelineId: number): Promise<Suite[]> {
  const suites: Suite[] = [];
  for (const job of latestJobs(sandbox.store, pipelineId)) {
    const reports = await sandbox.ci.readReports(job.id, 'junit');
    if (reports.length === 0) continue;
    const parsed = reports.map((report) => parseJunit(report.toString('utf8')));
    suites.push({
      name: job.name,
      jobId: job.id,
      error: parsed.find((one) => one.error !== null)?.error ?? null,
      cases: parsed.flatMap((one) => one.cases),
    });
  }
  return suites;
}

function counts(cases: readonly TestCase[]) {
  const count = (status: TestCase['status']) => cases.filter((one) => one.status === status).length;
  return {
    total_time: Number(cases.reduce((sum, one) => sum + one.execution_time, 0).toFixed(6)),
    total_count: cases.length,
    success_count: count('success'),
    failed_count: count('failed'),
    skipped_count: count('skipped'),
    error_count: count('error'),
  };
}
