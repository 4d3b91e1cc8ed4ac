import type { Services } from './services';

/** Every connected project, the longest unswept first. */
export async function listProjectsToSweep(services: Services): Promise<string[]> {
  const projects = await services.db.project.findMany({
    where: { disconnectedAt: null },
    orderBy: { lastSweptAt: { sort: 'asc', nulls: 'first' } },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}
