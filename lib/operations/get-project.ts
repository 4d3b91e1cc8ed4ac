import { z } from 'zod';
import { automationLevel, type AutomationLevel } from '@/lib/domain/automation-level';
import { isAllowed } from './permission';
import { query } from './query';

export interface ProjectDetail {
  readonly id: string;
  readonly name: string;
  readonly pathWithNamespace: string;
  readonly webUrl: string;
  readonly defaultBranch: string | null;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly gitlabProjectId: number;
  readonly level: AutomationLevel;
  readonly allowedJobs: readonly string[];
  readonly mayConfigure: boolean;
  readonly hookVerifiedAt: Date | null;
  readonly lastDeliveryAt: Date | null;
  readonly lastSweptAt: Date | null;
  readonly writer: { readonly username: string; readonly state: string; readonly stateReason: string | null };
  readonly connectedAt: Date;
  readonly disconnectedAt: Date | null;
}

/** One connected project with its settings and health. Secrets of its webhook are never part of it. */
export const getProject = query({
  permission: 'reporter',
  input: z.object({ projectId: z.uuid() }),
  scope: async ({ db }, { projectId }) => {
    const project = await db.project.findUnique({ where: { id: projectId }, include: { workspace: true } });
    return (
      project && {
        workspaceId: project.workspaceId,
        projectId: project.id,
        instanceId: project.workspace.instanceId,
        gitlabProjectId: project.gitlabProjectId,
      }
    );
  },
  run: async ({ services, caller, scope, input }): Promise<ProjectDetail> => {
    const [row, accessLevel] = await Promise.all([
      services.db.project.findUniqueOrThrow({
        where: { id: input.projectId },
        include: {
          workspace: { select: { instance: { select: { name: true } } } },
          connection: { select: { username: true, state: true, stateReason: true } },
        },
      }),
      caller.kind === 'person' ? services.roles.accessLevel(caller.userId, scope) : null,
    ]);
    return {
      id: row.id,
      name: row.name,
      pathWithNamespace: row.pathWithNamespace,
      webUrl: row.webUrl,
      defaultBranch: row.defaultBranch,
      instanceId: scope.instanceId,
      instanceName: row.workspace.instance.name,
      gitlabProjectId: row.gitlabProjectId,
      level: automationLevel.parse(row.level),
      allowedJobs: row.allowedJobs,
      mayConfigure: isAllowed('maintainer', accessLevel),
      hookVerifiedAt: row.hookVerifiedAt,
      lastDeliveryAt: row.lastDeliveryAt,
      lastSweptAt: row.lastSweptAt,
      writer: row.connection,
      connectedAt: row.createdAt,
      disconnectedAt: row.disconnectedAt,
    };
  },
});
