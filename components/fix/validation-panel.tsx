import type { PipelineStatus } from '@/lib/domain/pipeline';
import type { ValidationOutcome } from '@/lib/domain/validation-outcome';
import { jobStatusFace } from '@/lib/format/job-status-face';
import { validationOutcomeFace, validationRunningFace } from '@/lib/format/validation-outcome-face';
import { visibleText } from '@/lib/format/visible-text';
import { Badge } from '@/components/ui/badge';
import { classNames } from '@/components/ui/class-names';
import { ExternalLink } from '@/components/ui/external-link';
import { toneText } from '@/components/ui/tone-classes';

export interface ValidationPanelProps {
  readonly validation: {
    readonly method: string;
    readonly pipelineId: string | null;
    readonly pipelineUrl: string | null;
    readonly outcome: ValidationOutcome | null;
    readonly reason: string;
    readonly jobs: readonly {
      readonly name: string;
      readonly before: PipelineStatus | null;
      readonly after: PipelineStatus | null;
    }[];
  };
}

/** What the project's own pipeline said of the fix, job by job. */
export function ValidationPanel({ validation }: ValidationPanelProps) {
  const { outcome } = validation;
  const face = outcome === null ? validationRunningFace : validationOutcomeFace[outcome];
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
        <Badge tone={face.tone} title={face.explanation}>
          {face.label}
        </Badge>
        {validation.pipelineId !== null && (
          <ExternalLink href={validation.pipelineUrl}>Pipeline #{validation.pipelineId}</ExternalLink>
        )}
        <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
          {visibleText(validation.reason || face.explanation)}
        </span>
      </p>
      {validation.jobs.length > 0 && (
        <table className="w-full table-fixed text-left text-[13px]">
          <caption className="sr-only">Jobs before and with the fix</caption>
          <thead className="text-xs text-muted">
            <tr className="border-b border-line">
              <th scope="col" className="py-1 font-medium">
                Job
              </th>
              <th scope="col" className="w-24 py-1 font-medium">
                Before
              </th>
              <th scope="col" className="w-24 py-1 font-medium">
                With the fix
              </th>
            </tr>
          </thead>
          <tbody>
            {validation.jobs.map((job) => (
              <tr key={job.name} className="border-b border-line last:border-0">
                <th scope="row" className="py-1 pr-2 font-mono text-xs font-normal [overflow-wrap:anywhere]">
                  {visibleText(job.name)}
                </th>
                <td className="py-1">
                  <JobStatus status={job.before} />
                </td>
                <td className="py-1">
                  <JobStatus status={job.after} isRunning={outcome === null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface JobStatusProps {
  readonly status: PipelineStatus | null;
  readonly isRunning?: boolean;
}

function JobStatus({ status, isRunning = false }: JobStatusProps) {
  if (status === null) return <span className="text-muted">{isRunning ? 'not yet' : 'not there'}</span>;
  const face = jobStatusFace[status];
  return <span className={classNames('font-medium', toneText[face.tone])}>{face.label}</span>;
}
