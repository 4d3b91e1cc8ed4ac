import { OperationError } from '@/lib/domain/operation-error';
import type { CodeHost } from '@/lib/ports/code-host';
import type { Prisma } from '@/lib/db/prisma-types';
import type { Services } from './services';

export type ProjectRow = Prisma.ProjectGetPayload<{ include: { workspace: true } }>;

/** A connected project with the GitLab that its writer's tokens open. Throws `not-found` once it was disconnected. */
export async function openProject(
  services: Services,
  projectId: string,
): Promise<{ project: ProjectRow; host: CodeHost }> {
  const project = await services.db.project.findUnique({
    where: { id: projectId },
    include: { workspace: true },
  });
  if (!project || project.disconnectedAt) {
    throw new OperationError('not-found', 'This project is no longer connected.');
  }
  return { project, host: await services.codeHost(project.connectionId) };
}
