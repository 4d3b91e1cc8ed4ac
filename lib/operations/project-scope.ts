import { OperationError } from '@/lib/domain/operation-error';
import type { Caller } from './caller';
import { isAllowed, type Permission } from './permission';
import type { Services } from './services';

/** The project that an operation is about, as far as permission and audit need it. */
export interface ProjectScope {
  readonly workspaceId: string;
  readonly projectId: string;
  readonly instanceId: string;
  readonly gitlabProjectId: number;
  readonly failureId?: string;
  readonly fixId?: string;
}

/**
 * Lets the caller through or throws: `not-found` where they may not even see the project (a foreign id is never
 * told from one that does not exist), `forbidden` where they see it but lack the role.
 */
export async function authorise(
  services: Services,
  caller: Caller,
  scope: ProjectScope | null,
  permission: Permission,
): Promise<ProjectScope> {
  if (!scope) throw new OperationError('not-found', 'Not found.');
  if (caller.kind === 'automation') return scope;
  const level =
    caller.kind === 'person'
      ? await services.roles.accessLevel(caller.userId, scope)
      : await noteAuthorLevel(services, caller.gitlabUserId, scope);
  if (!isAllowed('reporter', level)) throw new OperationError('not-found', 'Not found.');
  if (!isAllowed(permission, level)) {
    throw new OperationError('forbidden', `This needs the ${permission} role in the GitLab project.`);
  }
  return scope;
}

/** Asked with the project's own connection: the author of a note need not have signed in here. */
async function noteAuthorLevel(
  services: Services,
  gitlabUserId: number,
  scope: ProjectScope,
): Promise<number | null> {
  const { connectionId } = await services.db.project.findUniqueOrThrow({
    where: { id: scope.projectId },
    select: { connectionId: true },
  });
  const host = await services.codeHost(connectionId);
  return host.findAccessLevel(scope.gitlabProjectId, gitlabUserId);
}
