import { z } from 'zod';
import { query } from './query';

const pageSize = 20;

export interface AuditItem {
  readonly id: string;
  readonly at: Date;
  readonly actorKind: 'person' | 'automation';
  readonly actorName: string;
  readonly action: string;
  readonly summary: string;
  readonly failureId: string | null;
}

/** What was done in one project and by whom, newest first; `before` is the `next` of the page before. */
export const listAuditEvents = query({
  permission: 'reporter',
  input: z.object({
    projectId: z.uuid(),
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
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
  run: async ({ services, scope, input }) => {
    const rows = await services.db.auditEvent.findMany({
      where: {
        workspaceId: scope.workspaceId,
        projectId: scope.projectId,
        ...(input.before && { id: { lt: BigInt(input.before) } }),
      },
      orderBy: { id: 'desc' },
      take: pageSize + 1,
    });
    const items = rows.slice(0, pageSize).map((row): AuditItem => ({
      id: String(row.id),
      at: row.at,
      actorKind: row.actorKind === 'person' ? 'person' : 'automation',
      actorName: row.actorName,
      action: row.action,
      summary: row.summary,
      failureId: row.failureId,
    }));
    return { items, next: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
  },
});
