import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import type { JobReports, RawReports } from '@/lib/domain/job-reports';

export interface TraceTask {
  readonly job: JobFacts;
  /** The job's log as it streams in. */
  readonly trace: AsyncIterable<Uint8Array>;
  /** The log of the last successful run of the same job. */
  readonly green?: AsyncIterable<Uint8Array>;
  /** Exact values (of CI variables) that must not come out. */
  readonly mask?: readonly string[];
}

export interface TraceReader {
  /**
   * What went wrong in a job, from its log. A log that takes too long or too much memory to be read safely gives a
   * diagnosis that says so and shows nothing of it. Throws what the streams throw.
   */
  readonly diagnose: (task: TraceTask) => Promise<Diagnosis>;
  /** What the job's reports say, redacted. One that takes too long or too much memory says nothing. */
  readonly readReports: (raw: RawReports) => Promise<JobReports>;
}
