import type { PipelineStatus } from '@/lib/domain/pipeline';
import type { Face } from './face';

const active = (label: string): Face => ({ label, tone: 'info', explanation: 'It has not finished.' });
const idle = (label: string): Face => ({ label, tone: 'neutral', explanation: 'It did not run.' });

/** GitLab's words for the state of a job, as GitLab shows them. */
export const jobStatusFace = {
  created: active('Created'),
  waiting_for_resource: active('Waiting'),
  preparing: active('Preparing'),
  pending: active('Pending'),
  running: active('Running'),
  success: { label: 'Passed', tone: 'success', explanation: 'It passed.' },
  failed: { label: 'Failed', tone: 'danger', explanation: 'It failed.' },
  canceling: active('Canceling'),
  canceled: idle('Canceled'),
  skipped: idle('Skipped'),
  manual: idle('Manual'),
  scheduled: active('Scheduled'),
  unknown: idle('Not seen'),
} as const satisfies Record<PipelineStatus, Face>;
