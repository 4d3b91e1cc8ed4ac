import type { ProjectScope } from './project-scope';
import type { Services } from './services';

const project = {
  select: {
    id: true,
    gitlabProjectId: true,
    workspace: { select: { instanceId: true } },
    disconnectedAt: true,
  },
} as const;

/** The project that a failure belongs to, for permission and audit; null when there is no such failure. */
export async function failureScope(services: Services, failureId: string): Promise<ProjectScope | null> {
  const failure = await services.db.failure.findUnique({
    where: { id: failureId },
    select: { id: true, workspaceId: true, project },
  });
  if (!failure || failure.project.disconnectedAt) return null;
  return {
    workspaceId: failure.workspaceId,
    projectId: failure.project.id,
    instanceId: failure.project.workspace.instanceId,
    gitlabProjectId: failure.project.gitlabProjectId,
    failureId: failure.id,
  };
}

/** The same for a fix. */
export async function fixScopeById(services: Services, fixId: string): Promise<ProjectScope | null> {
  const fix = await services.db.fix.findUnique({ where: { id: fixId }, select: { failureId: true } });
  const scope = fix ? await failureScope(services, fix.failureId) : null;
  return scope ? { ...scope, fixId } : null;
}
