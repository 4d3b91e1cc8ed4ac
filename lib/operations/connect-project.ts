import { randomBytes, randomUUID } from 'node:crypto';

import { z } from 'zod';

import type { TransactionClient } from '@/lib/db/prisma-types';
import { open, placeOf, seal } from '@/lib/db/seal';
import { automationLevel } from '@/lib/domain/automation-level';
import { OperationError } from '@/lib/domain/operation-error';
import type { CodeHost, GitLabProject } from '@/lib/ports/code-host';

import type { Caller } from './caller';
import { isAllowed } from './permission';
import { recordAudit } from './record-audit';
import type { Services } from './services';
import { verifyHook, type HookCheck } from './verify-hook';

const input = z.object({
  instanceId: z.uuid(),
  gitlabProjectId: z.number().int().positive(),
  level: z.enum(automationLevel.options).optional(),
});

export interface ConnectedProject {
  readonly projectId: string;
  /** Without a working webhook the project is connected all the same: the sweeps find what it misses. */
  readonly hook: HookCheck;
}

interface Writer {
  readonly id: string;
  readonly gitlabUserId: number;
}

/**
 * Connects a project: keeps it, gives it a webhook with secrets of its own, and asks GitLab for a test delivery.
 * For Maintainers of the project, asked live; its events are read and answered with the tokens of whoever connected
 * it. Safe to repeat, also to mend a lost webhook. Throws `OperationError`, or `PlatformError` with GitLab's words
 * where GitLab refuses the webhook; nothing stays connected then.
 */
export async function connectProject(
  services: Services,
  caller: Caller,
  raw: z.input<typeof input>,
): Promise<ConnectedProject> {
  const parsed = input.safeParse(raw);
  if (!parsed.success) throw new OperationError('not-found', 'Not found.');
  const { instanceId, gitlabProjectId, level } = parsed.data;
  const writer = await findWriter(services, caller, instanceId);
  const host = await services.codeHost(writer.id);
  const accessLevel = await host.findAccessLevel(gitlabProjectId, writer.gitlabUserId);
  if (!isAllowed('reporter', accessLevel)) throw new OperationError('not-found', 'Not found.');
  if (!isAllowed('maintainer', accessLevel)) {
    throw new OperationError('forbidden', 'This needs the maintainer role in the GitLab project.');
  }
  const found = await host.getProject(gitlabProjectId);
  const row = await services.db.$transaction((tx) => keepProject(tx, instanceId, found, writer, level));
  try {
    await giveHook(services, host, row);
  } catch (error) {
    if (row.isNew) {
      await services.db.project.update({
        where: { id: row.id },
        data: { disconnectedAt: services.clock.now() },
      });
    }
    throw error;
  }
  if (row.isNew) {
    const summary = `${found.pathWithNamespace} was connected at the level ${row.level}.`;
    const scope = { workspaceId: row.workspaceId, projectId: row.id };
    await services.db.$transaction((tx) =>
      recordAudit(tx, caller, { action: 'project.connected', scope, summary, details: { level: row.level } }),
    );
  }
  return { projectId: row.id, hook: await verifyHook(services, host, row.id) };
}

async function findWriter(services: Services, caller: Caller, instanceId: string): Promise<Writer> {
  if (caller.kind !== 'person') throw new OperationError('forbidden', 'Only a person can connect a project.');
  const connection = await services.db.connection.findUnique({
    where: { userId_instanceId: { userId: caller.userId, instanceId } },
    include: { instance: { select: { name: true } } },
  });
  if (!connection) throw new OperationError('not-found', 'Not found.');
  if (connection.state !== 'active') {
    throw new OperationError('conflict', `Sign in to ${connection.instance.name} again first.`);
  }
  if (!connection.scopes.includes('api')) {
    throw new OperationError('conflict', 'Connecting needs a sign-in that allows the scope api.');
  }
  return connection;
}

type KeptProject = Awaited<ReturnType<typeof keepProject>>;

async function keepProject(
  tx: TransactionClient,
  instanceId: string,
  found: GitLabProject,
  writer: Writer,
  level: string | undefined,
) {
  const { id: namespaceId, name, path } = found.rootNamespace;
  const workspace = await tx.workspace.upsert({
    where: { instanceId_namespaceId: { instanceId, namespaceId } },
    create: { instanceId, namespaceId, name, path },
    update: { name, path },
  });
  const seen = {
    name: found.name,
    pathWithNamespace: found.pathWithNamespace,
    webUrl: found.webUrl,
    defaultBranch: found.defaultBranch,
  };
  const key = { workspaceId_gitlabProjectId: { workspaceId: workspace.id, gitlabProjectId: found.id } };
  const id = randomUUID();
  await tx.project.createMany({
    data: [
      {
        id,
        workspaceId: workspace.id,
        gitlabProjectId: found.id,
        key: randomBytes(24).toString('base64url'),
        ...seen,
        connectionId: writer.id,
        writerUserId: writer.gitlabUserId,
        hookToken: seal(randomBytes(32).toString('base64url'), placeOf('Project', 'hookToken', id)),
        hookSigningToken: seal(
          `whsec_${randomBytes(32).toString('base64')}`,
          placeOf('Project', 'hookSigningToken', id),
        ),
        // Not connected yet: what follows does that, also to a row that was here before.
        disconnectedAt: new Date(0),
      },
    ],
    skipDuplicates: true,
  });
  const before = await tx.project.findUniqueOrThrow({ where: key, include: { connection: true } });
  const isNew = before.disconnectedAt !== null;
  const keepsWriter = !isNew && before.connection.state === 'active';
  const row = await tx.project.update({
    where: { id: before.id },
    data: {
      ...seen,
      disconnectedAt: null,
      ...(keepsWriter ? {} : { connectionId: writer.id, writerUserId: writer.gitlabUserId }),
      ...(level === undefined ? {} : { level }),
    },
  });
  return { ...row, isNew };
}

async function giveHook(services: Services, host: CodeHost, row: KeptProject): Promise<void> {
  const hookId = await host.ensureHook(row.gitlabProjectId, {
    url: `${services.publicUrl}/api/webhooks/gitlab/${row.key}`,
    // The newest, should they be in rotation.
    token: newest(open(row.hookToken, placeOf('Project', 'hookToken', row.id))),
    signingToken: newest(open(row.hookSigningToken, placeOf('Project', 'hookSigningToken', row.id))),
  });
  await services.db.project.update({ where: { id: row.id }, data: { hookId } });
}

function newest(secrets: string): string {
  return secrets.split(' ')[0] ?? '';
}
