import { visibleText } from '@/lib/format/visible-text';
import { Card } from '@/components/ui/card';
import { ExternalLink } from '@/components/ui/external-link';

interface UndiagnosedJobsProps {
  readonly jobs: readonly { readonly id: string; readonly name: string; readonly webUrl: string }[];
}

export function UndiagnosedJobs({ jobs }: UndiagnosedJobsProps) {
  return (
    <Card id="undiagnosed" title="Failed jobs without a diagnosis yet">
      <ul className="divide-y divide-line text-[13px]">
        {jobs.map((job) => (
          <li key={job.id} className="px-4 py-2">
            <ExternalLink href={job.webUrl}>
              <span className="font-mono text-xs">{visibleText(job.name)}</span>
            </ExternalLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
