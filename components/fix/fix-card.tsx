import type { ReactNode } from 'react';
import type { FixOrigin } from '@/lib/domain/fix-origin';
import type { FixStatus } from '@/lib/domain/fix-status';
import { fixOriginLabel } from '@/lib/format/fix-origin-label';
import { fixStatusFace } from '@/lib/format/fix-status-face';
import { commitHref, pipelineHref } from '@/lib/format/gitlab-links';
import { shortSha } from '@/lib/format/short-sha';
import { visibleText } from '@/lib/format/visible-text';
import { Card } from '@/components/ui/card';
import { ExternalLink } from '@/components/ui/external-link';
import { DecisionChain, type DecisionChainProps } from './decision-chain';
import { DiffView } from './diff-view';
import { FixStatusBadge } from './fix-status-badge';
import { GateChecklist, type GateChecklistProps } from './gate-checklist';
import { ValidationPanel, type ValidationPanelProps } from './validation-panel';

export interface FixCardProps {
  readonly projectUrl: string;
  readonly fix: {
    readonly id: string;
    readonly origin: FixOrigin;
    readonly strategy: string;
    readonly attempt: number;
    readonly status: FixStatus;
    readonly statusReason: string;
    readonly diff: string;
    readonly checklist: GateChecklistProps['checklist'] | null;
    readonly decision: DecisionChainProps | null;
    readonly approvedByName: string | null;
    readonly appliedSha: string | null;
    readonly appliedPipelineId: string | null;
    readonly appliedOutcome: string | null;
    readonly revertSha: string | null;
    readonly validations: readonly (ValidationPanelProps['validation'] & { readonly id: string })[];
  };
  readonly actions?: ReactNode;
  /** An attempt that came to nothing: its details are shown on demand. */
  readonly isPast: boolean;
}

/** One fix: what it changes, what speaks for it, and where it went. */
export function FixCard({ fix, projectUrl, actions, isPast }: FixCardProps) {
  return (
    <Card
      id={`fix-${fix.id}`}
      title={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          {fix.attempt > 1 ? `Fix, attempt ${fix.attempt}` : 'Fix'}
          <FixStatusBadge status={fix.status} />
        </span>
      }
      aside={
        <span className="text-[13px] [overflow-wrap:anywhere] text-muted">
          {fixOriginLabel[fix.origin]}:{' '}
          <span className="font-mono text-xs text-ink">{visibleText(fix.strategy)}</span>
        </span>
      }
    >
      <div className="space-y-5 p-4">
        <p className="[overflow-wrap:anywhere]">
          {visibleText(fix.statusReason || fixStatusFace[fix.status].explanation)}
        </p>
        <Whereabouts fix={fix} projectUrl={projectUrl} />
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        {isPast ? (
          <details>
            <summary className="w-fit rounded-sm text-[13px] text-accent">What was tried</summary>
            <div className="mt-3 space-y-5">
              <Proof fix={fix} />
            </div>
          </details>
        ) : (
          <Proof fix={fix} />
        )}
      </div>
    </Card>
  );
}

function Proof({ fix }: Pick<FixCardProps, 'fix'>) {
  return (
    <>
      <DiffView diff={fix.diff} />
      {fix.validations.map((validation) => (
        <Part key={validation.id} title="Validated by the project’s own pipeline">
          <ValidationPanel validation={validation} />
        </Part>
      ))}
      <div className="grid gap-5 md:grid-cols-2">
        {fix.checklist && (
          <Part title="Integrity gate">
            <GateChecklist checklist={fix.checklist} />
          </Part>
        )}
        {fix.decision && fix.decision.chain.length > 0 && (
          <Part title="Why this was decided">
            <DecisionChain chain={fix.decision.chain} />
          </Part>
        )}
      </div>
    </>
  );
}

const outcomeWords: Readonly<Record<string, string>> = {
  pending: 'is running',
  green: 'is green',
  red: 'is red',
  unknown: 'did not come to an end that we saw',
};

function Whereabouts({ fix, projectUrl }: Pick<FixCardProps, 'fix' | 'projectUrl'>) {
  if (!fix.appliedSha && !fix.revertSha && !fix.approvedByName) return null;
  return (
    <ul className="space-y-0.5 text-[13px] text-muted">
      {fix.approvedByName && <li>Approved by {visibleText(fix.approvedByName)}</li>}
      {fix.appliedSha && (
        <li>
          Applied as commit <Commit sha={fix.appliedSha} projectUrl={projectUrl} />
          {fix.appliedPipelineId && (
            <>
              ; its own{' '}
              <ExternalLink href={pipelineHref(projectUrl, fix.appliedPipelineId)}>
                pipeline #{fix.appliedPipelineId}
              </ExternalLink>{' '}
              {outcomeWords[fix.appliedOutcome ?? 'pending'] ?? ''}
            </>
          )}
        </li>
      )}
      {fix.revertSha && (
        <li>
          Reverted by commit <Commit sha={fix.revertSha} projectUrl={projectUrl} />
        </li>
      )}
    </ul>
  );
}

function Commit({ sha, projectUrl }: { readonly sha: string; readonly projectUrl: string }) {
  return (
    <ExternalLink href={commitHref(projectUrl, sha)}>
      <span className="font-mono text-xs">{shortSha(sha)}</span>
    </ExternalLink>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1.5 text-[13px] font-semibold">{title}</h3>
      {children}
    </div>
  );
}
