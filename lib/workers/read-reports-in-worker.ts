import { Worker } from 'node:worker_threads';

import type { JobReports, RawReports } from '@/lib/domain/job-reports';
import { redact } from '@/lib/log/redact/redact';

import { runInWorker, workerOptions } from './run-in-worker';

/** Many times what the largest report needs. */
const BUDGET = { milliseconds: 30_000, megabytes: 512 };

/** Reads and redacts what a job's reports say in a worker thread. A report that takes too long or too much memory says nothing. */
export async function readReportsInWorker(raw: RawReports, budget = BUDGET): Promise<JobReports> {
  if (raw.tests.length === 0 && raw.codeQuality === null) return { tests: [], findings: [] };
  const ran = await runInWorker<JobReports>(
    () => new Worker(new URL('./read-reports.worker.ts', import.meta.url), { ...workerOptions(raw, budget) }),
    budget,
  );
  if (ran.kind === 'answer') return ran.answer;
  if (ran.why === 'error') throw new Error(`A job's reports could not be read: ${redact(ran.reason)}`);
  return { tests: [], findings: [] };
}
