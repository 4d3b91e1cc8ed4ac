import Link from 'next/link';
import { roleLabel } from '@/lib/format/role-label';
import { visibleText } from '@/lib/format/visible-text';
import type { FormAction } from '@/components/ui/action-state';
import { Badge } from '@/components/ui/badge';
import { ConnectButton } from './connect-button';

interface ConnectListProps {
  readonly connect: FormAction;
  readonly projects: readonly {
    readonly instanceId: string;
    readonly instanceName: string;
    readonly gitlabProjectId: number;
    readonly name: string;
    readonly pathWithNamespace: string;
    readonly accessLevel: number;
    readonly connectedProjectId: string | null;
  }[];
}

/** Projects that the person may connect; those that are connected already lead to their page. */
export function ConnectList({ projects, connect }: ConnectListProps) {
  return (
    <ul className="divide-y divide-line">
      {projects.map((project) => (
        <li
          key={`${project.instanceId}-${project.gitlabProjectId}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5"
        >
          <div className="min-w-0 flex-1 basis-56">
            <p className="truncate font-medium">{visibleText(project.name)}</p>
            <p className="truncate text-[13px] text-muted" title={project.pathWithNamespace}>
              {visibleText(project.pathWithNamespace)} · {visibleText(project.instanceName)}
            </p>
          </div>
          <span className="text-[13px] text-muted">{roleLabel(project.accessLevel)}</span>
          <div className="flex w-32 justify-end">
            {project.connectedProjectId === null ? (
              <ConnectButton
                name={project.name}
                instanceId={project.instanceId}
                gitlabProjectId={project.gitlabProjectId}
                connect={connect}
              />
            ) : (
              <Link href={`/projects/${project.connectedProjectId}`} className="rounded-full">
                <Badge tone="success">Connected</Badge>
              </Link>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
