import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { diagnose } from '@/lib/diagnosis/diagnose';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { CleanLog } from '@/lib/log/clean-log';
import { readTrace } from '@/lib/log/read-trace';

const range = z.object({ start: z.number(), end: z.number() });

/** A log whose answer people have written down; which parts of the answer are known depends on the set. */
const labelledCase = z.object({
  id: z.string(),
  log: z.string(),
  /** Raw lines that say the cause, each of them. */
  gold: z.array(range).optional(),
  failedTests: z
    .array(z.string())
    .transform((names) => [...new Set(names)])
    .optional(),
  /** What the log itself counts, as the labellers read it; without it an empty list says nothing. */
  counts: z
    .object({ num_t_failed: z.number().catch(0) })
    .partial()
    .optional(),
  issues: z
    .array(z.object({ file: z.string().nullish(), line: z.number().nullish(), column: z.number().nullish() }))
    .optional(),
  failureCategory: z.string().optional(),
  dependency: z.object({ artifactId: z.string() }).partial().optional(),
});
export type LabelledCase = z.infer<typeof labelledCase>;

export interface Answered {
  readonly wanted: LabelledCase;
  readonly found: Diagnosis;
}

/** Each case of a set (`cases.jsonl` in `folder`) with its log as the product reads it. */
export async function* readCases(folder: string): AsyncGenerator<{ wanted: LabelledCase; log: CleanLog }> {
  const text = await readFile(path.join(folder, 'cases.jsonl'), 'utf8');
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const wanted = labelledCase.parse(JSON.parse(line));
    yield { wanted, log: await readTrace(createReadStream(path.join(folder, wanted.log))) };
  }
}

/** Diagnoses every log of a set, as the log of a job of which nothing else is known. */
export async function answerSet(folder: string): Promise<Answered[]> {
  const answers: Answered[] = [];
  for await (const { wanted, log } of readCases(folder))
    answers.push({ wanted, found: diagnose(unknownJob, log) });
  return answers;
}

/** A job of which only the log is known. */
export const unknownJob = {
  name: 'job',
  stage: '',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: null,
} as const;
