import type { ProjectScope } from './project-scope';
import type { Services } from './services';

/** The scope of a connected project; null when there is none of this id. */
export async function connectedProjectScope(
  { db }: Services,
  projectId: string,
): Promise<ProjectScope | null> {
  const project = await db.project.findUnique({
    where: { id: projectId, disconnectedAt: null },
    select: {
      id: true,
      gitlabProjectId: true,
      workspaceId: true,
      workspace: { select: { instanceId: true } },
    },
  });
  return (
    project && {
      workspaceId: project.workspaceId,
      projectId: project.id,
      instanceId: project.workspace.instanceId,
      gitlabProjectId: project.gitlabProjectId,
    }
  );
}
