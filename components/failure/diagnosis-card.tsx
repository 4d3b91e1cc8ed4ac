import { ArrowRight, FileWarning } from 'lucide-react';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { confidenceWords } from '@/lib/format/confidence-words';
import { duration } from '@/lib/format/duration';
import { traceConditionNote } from '@/lib/format/trace-condition-note';
import { verdictFace } from '@/lib/format/verdict-face';
import { visibleText } from '@/lib/format/visible-text';
import { Badge } from '@/components/ui/badge';
import { Callout } from '@/components/ui/callout';
import { Card } from '@/components/ui/card';
import { ExternalLink } from '@/components/ui/external-link';
import { CategoryTag } from './category-tag';
import { ChangedSinceGreen } from './changed-since-green';
import { EvidenceBlock } from './evidence-block';
import { FailedTests } from './failed-tests';
import { FindingsList } from './findings-list';

export interface DiagnosisCardProps {
  readonly id: string;
  readonly diagnosis: Diagnosis;
  readonly jobs: readonly {
    readonly id: string;
    readonly name: string;
    readonly stage: string;
    readonly duration: number | null;
    readonly webUrl: string;
  }[];
  /** False where the page's head says the cause already. */
  readonly showSummary: boolean;
}

/** One diagnosis: whose affair, why, and the lines that prove it. */
export function DiagnosisCard({ id, diagnosis, jobs, showSummary }: DiagnosisCardProps) {
  const verdict = verdictFace[diagnosis.verdict];
  const note = traceConditionNote[diagnosis.trace];
  return (
    <Card
      id={`diagnosis-${id}`}
      title={<>Why {jobs.length === 0 ? 'it' : <JobLinks jobs={jobs} />} failed</>}
      aside={
        <span className="flex items-center gap-3 text-[13px]">
          <CategoryTag category={diagnosis.category} />
          <Badge tone={verdict.tone} title={verdict.explanation}>
            {verdict.label}
          </Badge>
        </span>
      }
    >
      <div className="space-y-4 p-4">
        <div className="space-y-1.5">
          {showSummary && (
            <p className="font-medium [overflow-wrap:anywhere]">{visibleText(diagnosis.summary)}</p>
          )}
          <p className="[overflow-wrap:anywhere] text-muted">
            {visibleText(diagnosis.verdictReason)} Confidence: {confidenceWords(diagnosis.confidence)}.
          </p>
          {diagnosis.nextStep && (
            <p className="flex gap-2">
              <ArrowRight aria-hidden className="mt-1 size-3.5 shrink-0 text-accent" />
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="sr-only">Next step: </span>
                {visibleText(diagnosis.nextStep)}
              </span>
            </p>
          )}
        </div>
        {note && (
          <Callout tone={diagnosis.trace === 'not-read' ? 'info' : 'warning'} icon={FileWarning}>
            {note}
          </Callout>
        )}
        {diagnosis.evidence.map((evidence) => (
          <EvidenceBlock
            key={`${evidence.start}-${evidence.end}`}
            evidence={evidence}
            jobUrl={jobs[0]?.webUrl ?? null}
          />
        ))}
        {diagnosis.failedTests.length > 0 && <FailedTests tests={diagnosis.failedTests} />}
        {diagnosis.findings.length > 0 && <FindingsList findings={diagnosis.findings} />}
        {diagnosis.changed !== undefined && <ChangedSinceGreen changed={diagnosis.changed} />}
        {diagnosis.history?.missing && (
          <p className="text-[13px] [overflow-wrap:anywhere] text-muted">
            Not all of the job&apos;s other runs could be looked at: {visibleText(diagnosis.history.missing)}
          </p>
        )}
        {diagnosis.command && (
          <p className="text-[13px] text-muted">
            Failed command:{' '}
            <code className="rounded-sm bg-subtle px-1.5 py-0.5 font-mono text-xs [overflow-wrap:anywhere] text-ink">
              {visibleText(diagnosis.command)}
            </code>
          </p>
        )}
      </div>
    </Card>
  );
}

function JobLinks({ jobs }: Pick<DiagnosisCardProps, 'jobs'>) {
  return (
    <>
      {jobs.slice(0, 5).map((job, index) => (
        <span key={job.id}>
          {index > 0 && ', '}
          <ExternalLink href={job.webUrl}>
            <span className="font-mono text-[13px]">{visibleText(job.name)}</span>
          </ExternalLink>
          {job.duration !== null && (
            <span className="ml-1 text-xs font-normal text-muted">({duration(job.duration)})</span>
          )}
        </span>
      ))}
      {jobs.length > 5 && ` and ${jobs.length - 5} more`}
    </>
  );
}
