import { createHash } from 'node:crypto';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { redact } from '@/lib/log/redact/redact';

/** A pipeline that is red although no job of its own failed. `yamlErrors` is GitLab's word on its configuration, empty when it has none. */
export function diagnosePipelineWithoutJobs(yamlErrors: string): Diagnosis {
  const said = redact(yamlErrors.trim());
  const isRefused = said !== '';
  return {
    category: isRefused ? 'configuration' : 'unknown',
    verdict: isRefused ? 'configuration' : 'unknown',
    verdictReason: isRefused
      ? 'GitLab refused the CI configuration before any job could start.'
      : 'The pipeline is red, but none of its own jobs failed.',
    confidence: isRefused ? 0.95 : 0.3,
    summary: isRefused
      ? `GitLab does not accept the CI configuration: ${said}`
      : 'The pipeline failed without a failed job of its own; a pipeline that it started in another project may have failed.',
    nextStep: isRefused
      ? "Mend the CI file; GitLab's pipeline editor shows the place."
      : 'Open the pipeline and follow its downstream pipelines.',
    evidence: [],
    findings: [],
    failedTests: [],
    dependency: null,
    command: null,
    fingerprint: createHash('sha256').update(`pipeline-without-jobs\n${said}`).digest('hex').slice(0, 32),
    trace: 'not-read',
  };
}
