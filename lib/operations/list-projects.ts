import { automationLevel, type AutomationLevel } from '@/lib/domain/automation-level';
import type { Caller } from './caller';
import { openFailureStatuses } from './open-failure-statuses';
import { isAllowed } from './permission';
import type { Services } from './services';
import { visibleProjects } from './visible-projects';

export interface ProjectListItem {
  readonly id: string;
  readonly name: string;
  readonly pathWithNamespace: string;
  readonly webUrl: string;
  readonly instanceName: string;
  readonly level: AutomationLevel;
  readonly mayConfigure: boolean;
  readonly hookVerifiedAt: Date | null;
  readonly lastDeliveryAt: Date | null;
  /** Failures that are neither mended nor set aside. */
  readonly openFailures: number;
  readonly writerState: 'active' | 'broken';
}

/** The connected projects that the caller may see, by path, with their level and health. */
export async function listProjects(services: Services, caller: Caller): Promise<ProjectListItem[]> {
  const projects = await visibleProjects(services, caller);
  if (projects.length === 0) return [];
  const open = await services.db.failure.groupBy({
    by: ['projectId'],
    where: {
      projectId: { in: projects.map(({ row }) => row.id) },
      status: { in: [...openFailureStatuses] },
    },
    _count: true,
  });
  const openOf = new Map(open.map(({ projectId, _count }) => [projectId, _count]));
  const writers = await services.db.connection.findMany({
    where: { id: { in: projects.map(({ row }) => row.connectionId) } },
    select: { id: true, state: true },
  });
  const activeWriters = new Set(writers.filter(({ state }) => state === 'active').map(({ id }) => id));
  return projects.map(({ row, accessLevel }) => ({
    id: row.id,
    name: row.name,
    pathWithNamespace: row.pathWithNamespace,
    webUrl: row.webUrl,
    instanceName: row.workspace.instance.name,
    level: automationLevel.parse(row.level),
    mayConfigure: isAllowed('maintainer', accessLevel),
    hookVerifiedAt: row.hookVerifiedAt,
    lastDeliveryAt: row.lastDeliveryAt,
    openFailures: openOf.get(row.id) ?? 0,
    writerState: activeWriters.has(row.connectionId) ? 'active' : 'broken',
  }));
}
