import { z } from 'zod';

import { OperationError } from '@/lib/domain/operation-error';
import { isPlatformError } from '@/lib/domain/platform-error';

import type { Caller } from './caller';
import { connectedProjectScope } from './connected-project-scope';
import { authorise } from './project-scope';
import { recordAudit } from './record-audit';
import type { Services } from './services';

const input = z.object({ projectId: z.uuid() });

/**
 * Ends the work on a project: its webhook is removed and nothing of it is accepted or written any more; what was
 * done stays on record. For Maintainers. When GitLab cannot be asked to remove the webhook, the project is
 * disconnected all the same and `hookLeft` says why the webhook is still there (its deliveries are refused).
 */
export async function disconnectProject(
  services: Services,
  caller: Caller,
  raw: z.input<typeof input>,
): Promise<{ hookLeft: string | null }> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new OperationError('not-found', 'Not found.');
  const { projectId } = parsed.data;
  const found = await connectedProjectScope(services, projectId);
  const scope = await authorise(services, caller, found, 'maintainer');
  const hookLeft = await removeHook(services, projectId);
  await services.db.$transaction(async (tx) => {
    const { count } = await tx.project.updateMany({
      where: { id: projectId, disconnectedAt: null },
      data: { disconnectedAt: services.clock.now(), hookId: null, hookVerifiedAt: null },
    });
    if (count === 0) return;
    await recordAudit(tx, caller, {
      action: 'project.disconnected',
      scope,
      summary: 'The project was disconnected.',
      details: { hookLeft },
    });
  });
  return { hookLeft };
}

async function removeHook(services: Services, projectId: string): Promise<string | null> {
  const project = await services.db.project.findUniqueOrThrow({ where: { id: projectId } });
  if (project.hookId === null) return null;
  try {
    const host = await services.codeHost(project.connectionId);
    await host.deleteHook(project.gitlabProjectId, project.hookId);
    return null;
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return error.message;
  }
}
