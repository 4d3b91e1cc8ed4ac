import Link from 'next/link';
import type { AutomationLevel } from '@/lib/domain/automation-level';
import { plural } from '@/lib/format/plural';
import { projectHealth, worstHealth } from '@/lib/format/project-health';
import { visibleText } from '@/lib/format/visible-text';
import type { FormAction } from '@/components/ui/action-state';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { LevelSelect } from './level-select';

export interface ProjectTableProps {
  readonly now: Date;
  readonly setLevel: FormAction;
  readonly projects: readonly {
    readonly id: string;
    readonly name: string;
    readonly pathWithNamespace: string;
    readonly instanceName: string;
    readonly level: AutomationLevel;
    readonly mayConfigure: boolean;
    readonly hookVerifiedAt: Date | null;
    readonly lastDeliveryAt: Date | null;
    readonly openFailures: number;
    readonly writerState: 'active' | 'broken';
  }[];
}

export function ProjectTable({ projects, now, setLevel }: ProjectTableProps) {
  return (
    <table className="block w-full text-left md:table md:table-fixed">
      <caption className="sr-only">Connected projects</caption>
      <thead className="sr-only md:not-sr-only md:table-header-group">
        <tr className="text-xs text-muted md:border-b md:border-line">
          <th scope="col" className="px-4 py-2 font-medium">
            Project
          </th>
          <th scope="col" className="w-44 px-2 py-2 font-medium">
            Health
          </th>
          <th scope="col" className="w-34 px-2 py-2 font-medium">
            Open failures
          </th>
          <th scope="col" className="w-34 px-2 py-2 font-medium">
            Last event
          </th>
          <th scope="col" className="w-46 px-4 py-2 font-medium">
            Level
          </th>
        </tr>
      </thead>
      <tbody className="block divide-y divide-line md:table-row-group">
        {projects.map((project) => {
          const health = worstHealth(projectHealth(project));
          return (
            <tr
              key={project.id}
              className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3 md:table-row md:p-0 md:hover:bg-subtle"
            >
              <td className="w-full min-w-0 md:w-auto md:px-4 md:py-2.5">
                <Link
                  href={`/projects/${project.id}`}
                  className="block truncate font-medium hover:text-accent hover:underline"
                >
                  {visibleText(project.name)}
                </Link>
                <span className="block truncate text-[13px] text-muted" title={project.pathWithNamespace}>
                  {visibleText(project.pathWithNamespace)} · {visibleText(project.instanceName)}
                </span>
              </td>
              <td className="md:px-2 md:py-2.5">
                <Badge tone={health.tone}>{health.label}</Badge>
              </td>
              <td className="text-[13px] md:px-2 md:py-2.5">
                {project.openFailures === 0 ? (
                  <span className="text-muted">none</span>
                ) : (
                  <Link
                    href={`/failures?project=${project.id}&status=open`}
                    className="text-accent hover:underline"
                  >
                    {plural(project.openFailures, 'failure')}
                  </Link>
                )}
              </td>
              <td className="text-[13px] text-muted md:px-2 md:py-2.5">
                {project.lastDeliveryAt ? <RelativeTime at={project.lastDeliveryAt} now={now} /> : 'none yet'}
              </td>
              <td className="text-[13px] md:px-4 md:py-2">
                <LevelSelect
                  projectId={project.id}
                  projectName={project.name}
                  level={project.level}
                  mayConfigure={project.mayConfigure}
                  setLevel={setLevel}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
