import type { ProjectScope } from './project-scope';
import type { Services } from './services';

/** The project that a failure belongs to; null when there is no such failure. */
export async function failureScope({ db }: Services, failureId: string): Promise<ProjectScope | null> {
  const failure = await db.failure.findUnique({
    where: { id: failureId },
    select: { workspaceId: true, project: { select: { id: true, gitlabProjectId: true, workspace: true } } },
  });
  return (
    failure && {
      workspaceId: failure.workspaceId,
      projectId: failure.project.id,
      instanceId: failure.project.workspace.instanceId,
      gitlabProjectId: failure.project.gitlabProjectId,
      failureId,
    }
  );
}
