import type { GetStepTools } from 'inngest';
import type { inngest } from './client';

export type StepTools = GetStepTools<typeof inngest>;
