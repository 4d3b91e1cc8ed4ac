import { diagnose } from '@/lib/diagnosis/diagnose';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTrace } from '@/lib/log/read-trace';

import { answerFromStreams } from './answer-from-streams';

export interface DiagnoseTraceInput {
  readonly job: JobFacts;
  readonly mask: readonly string[];
  readonly hasGreen: boolean;
}

await answerFromStreams(async (given, stream): Promise<Diagnosis> => {
  const { job, mask, hasGreen } = given as DiagnoseTraceInput;
  const log = await readTrace(stream(0), { mask });
  if (!hasGreen) return diagnose(job, log, { mask });
  return diagnose(job, log, { mask, green: await readTrace(stream(1), { mask }) });
});
