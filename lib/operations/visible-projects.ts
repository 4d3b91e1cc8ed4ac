import type { Prisma } from '@/lib/db/prisma-types';
import type { Caller } from './caller';
import { isAllowed, type Permission } from './permission';
import type { Services } from './services';

const include = { workspace: { include: { instance: { select: { id: true, name: true, baseUrl: true } } } } };
export type VisibleProjectRow = Prisma.ProjectGetPayload<{ include: typeof include }>;

export interface VisibleProject {
  readonly row: VisibleProjectRow;
  /** The caller's own role, in GitLab's numbers. */
  readonly accessLevel: number;
}

const rolesAtOnce = 10;

/**
 * The connected projects that the caller may see, by path: those of the instances they are signed in to where GitLab
 * itself gives them at least Reporter. Every list over many projects filters by these. A role that cannot be asked counts
 * as none.
 */
export async function visibleProjects(
  services: Services,
  caller: Caller,
  permission: Permission = 'reporter',
): Promise<VisibleProject[]> {
  if (caller.kind !== 'person') return [];
  const { userId } = caller;
  const rows = await services.db.project.findMany({
    where: {
      disconnectedAt: null,
      workspace: { instance: { connections: { some: { userId } } } },
    },
    include,
    orderBy: [{ pathWithNamespace: 'asc' }, { id: 'asc' }],
  });
  const visible: VisibleProject[] = [];
  for (let start = 0; start < rows.length; start += rolesAtOnce) {
    const some = rows.slice(start, start + rolesAtOnce);
    const levels = await Promise.all(
      some.map((row) =>
        services.roles.accessLevel(userId, {
          instanceId: row.workspace.instanceId,
          gitlabProjectId: row.gitlabProjectId,
        }),
      ),
    );
    some.forEach((row, index) => {
      const accessLevel = levels[index] ?? null;
      if (accessLevel !== null && isAllowed(permission, accessLevel)) visible.push({ row, accessLevel });
    });
  }
  return visible;
}
