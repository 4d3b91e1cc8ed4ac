import { z } from 'zod';
import { category } from './category';
import { changedSinceGreen } from './changed-since-green';
import { evidence } from './evidence';
import { failedTest } from './failed-test';
import { finding } from './finding';
import { jobHistory } from './job-history';
import { verdict } from './verdict';

/** In which state the job's log reached us; everything but `whole` limits what a diagnosis can claim, and is said. */
export const traceCondition = z.enum([
  'whole',
  'cut',
  'empty',
  'missing',
  'not-read',
  'not-text',
  'too-costly',
]);
export type TraceCondition = z.infer<typeof traceCondition>;

/** What went wrong in one job, with the lines that prove it. Every text in it is redacted. */
export const diagnosis = z.object({
  category,
  verdict,
  /** Why this verdict, one sentence. */
  verdictReason: z.string(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** The cause in one or two plain sentences. */
  summary: z.string(),
  /** What a human would do next. */
  nextStep: z.string(),
  evidence: z.array(evidence),
  findings: z.array(finding),
  failedTests: z.array(failedTest),
  dependency: z
    .object({ name: z.string(), from: z.string().nullable(), to: z.string().nullable() })
    .nullable(),
  /** The command line that failed, as the runner echoed it (redacted); null when not seen. */
  command: z.string().nullable(),
  /** Hex; the same when the same thing breaks again. */
  fingerprint: z.string(),
  trace: traceCondition,
  /** Against the last successful run of the same job; null when there was none to compare with, absent when nobody looked. */
  changed: changedSinceGreen.nullable().optional(),
  /** What the job's other runs say; absent when nobody looked. */
  history: jobHistory.optional(),
});
export type Diagnosis = z.infer<typeof diagnosis>;
