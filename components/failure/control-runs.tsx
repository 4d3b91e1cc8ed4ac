import type { ControlOutcome } from '@/lib/domain/control-outcome';
import { controlOutcomeFace } from '@/lib/format/control-outcome-face';
import { visibleText } from '@/lib/format/visible-text';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';

interface ControlRunsProps {
  readonly runs: readonly {
    readonly id: string;
    readonly jobName: string;
    readonly outcome: ControlOutcome;
    readonly reason: string;
  }[];
}

/** Jobs that ran again unchanged, to tell flaky from broken. */
export function ControlRuns({ runs }: ControlRunsProps) {
  return (
    <Card id="control-runs" title="Run again, unchanged">
      <ul className="divide-y divide-line text-[13px]">
        {runs.map((run) => {
          const face = controlOutcomeFace[run.outcome];
          return (
            <li key={run.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
              <span className="font-mono text-xs [overflow-wrap:anywhere]">{visibleText(run.jobName)}</span>
              <Badge tone={face.tone}>{face.label}</Badge>
              <span className="min-w-0 [overflow-wrap:anywhere] text-muted">
                {visibleText(run.reason || face.explanation)}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
