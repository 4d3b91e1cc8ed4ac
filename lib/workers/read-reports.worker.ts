import { jobReports } from '@/lib/diagnosis/reports/job-reports';
import type { JobReports, RawReports } from '@/lib/domain/job-reports';

import { answerInWorker } from './answer-in-worker';

await answerInWorker((input): JobReports => jobReports(input as RawReports));
