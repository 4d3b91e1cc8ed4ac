import type { Caller } from './caller';
import type { Services } from './services';
import { visibleProjects } from './visible-projects';

export interface Overview {
  readonly projects: number;
  /** Failures with a fix that waits for a person, over all projects that the caller may see. */
  readonly waiting: number;
  /** Failures that are being worked on now. */
  readonly inProgress: number;
  /** The caller's own sign-ins; a broken one hides its projects until they sign in again. */
  readonly connections: readonly {
    readonly instanceName: string;
    readonly username: string;
    readonly state: 'active' | 'broken';
  }[];
}

/** What the frame around every page says. */
export async function overview(services: Services, caller: Caller): Promise<Overview> {
  if (caller.kind !== 'person') return { projects: 0, waiting: 0, inProgress: 0, connections: [] };
  const [projects, connections] = await Promise.all([
    visibleProjects(services, caller),
    services.db.connection.findMany({
      where: { userId: caller.userId },
      select: { username: true, state: true, instance: { select: { name: true } } },
      orderBy: { createdAt: 'asc' },
    }),
  ]);
  const projectId = { in: projects.map(({ row }) => row.id) };
  const [waiting, inProgress] = await Promise.all([
    services.db.failure.count({ where: { projectId, status: 'waiting' } }),
    services.db.failure.count({
      where: { projectId, status: { in: ['diagnosing', 'diagnosed', 'mending'] } },
    }),
  ]);
  return {
    projects: projects.length,
    waiting,
    inProgress,
    connections: connections.map(({ username, state, instance }) => ({
      instanceName: instance.name,
      username,
      state: state === 'active' ? 'active' : 'broken',
    })),
  };
}
