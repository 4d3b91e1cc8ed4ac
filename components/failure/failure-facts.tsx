import Link from 'next/link';
import type { ReactNode } from 'react';
import type { AutomationLevel } from '@/lib/domain/automation-level';
import { branchHref, commitHref } from '@/lib/format/gitlab-links';
import { levelFace } from '@/lib/format/level-face';
import { shortSha } from '@/lib/format/short-sha';
import { visibleText } from '@/lib/format/visible-text';
import { ExternalLink } from '@/components/ui/external-link';
import { RelativeTime } from '@/components/ui/relative-time';

export interface FailureFactsProps {
  readonly now: Date;
  readonly failure: {
    readonly title: string;
    readonly sha: string;
    readonly branch: string;
    readonly mergeRequestIid: number | null;
    readonly mergeRequestUrl: string | null;
    readonly fromFork: boolean;
    readonly fingerprint: string | null;
    readonly detectedAt: Date;
    readonly project: {
      readonly id: string;
      readonly pathWithNamespace: string;
      readonly webUrl: string;
      readonly level: AutomationLevel;
    };
    readonly pipelines: readonly {
      readonly pipelineId: string;
      readonly isChild: boolean;
      readonly webUrl: string;
    }[];
  };
}

/** Where it happened, each with its link. */
export function FailureFacts({ failure, now }: FailureFactsProps) {
  const { project } = failure;
  return (
    <dl className="divide-y divide-line text-[13px] [overflow-wrap:anywhere]">
      <Fact name="Project">
        <Link href={`/projects/${project.id}`} className="text-accent hover:underline">
          {visibleText(project.pathWithNamespace)}
        </Link>
      </Fact>
      {failure.mergeRequestIid !== null && (
        <Fact name="Merge request">
          <ExternalLink href={failure.mergeRequestUrl}>
            !{failure.mergeRequestIid} {visibleText(failure.title)}
          </ExternalLink>
        </Fact>
      )}
      <Fact name="Branch">
        <ExternalLink href={failure.fromFork ? null : branchHref(project.webUrl, failure.branch)}>
          <span className="font-mono text-xs">{visibleText(failure.branch)}</span>
        </ExternalLink>
        {failure.fromFork && <span className="text-muted"> in a fork</span>}
      </Fact>
      <Fact name="Commit">
        <ExternalLink href={commitHref(project.webUrl, failure.sha)}>
          <span className="font-mono text-xs">{shortSha(failure.sha)}</span>
        </ExternalLink>
      </Fact>
      <Fact name={failure.pipelines.length > 1 ? 'Pipelines' : 'Pipeline'}>
        <ul>
          {failure.pipelines.map((pipeline) => (
            <li key={pipeline.pipelineId}>
              <ExternalLink href={pipeline.webUrl}>#{pipeline.pipelineId}</ExternalLink>
              {pipeline.isChild && <span className="text-muted"> child pipeline</span>}
            </li>
          ))}
        </ul>
      </Fact>
      <Fact name="Level">
        <span title={levelFace[project.level].explanation}>{levelFace[project.level].label}</span>
      </Fact>
      <Fact name="Detected">
        <RelativeTime at={failure.detectedAt} now={now} />
      </Fact>
      {failure.fingerprint && (
        <Fact name="Fingerprint">
          <span className="font-mono text-xs" title={failure.fingerprint}>
            {failure.fingerprint.slice(0, 12)}
          </span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2 px-4 py-2">
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
