import { randomBytes, randomUUID } from 'node:crypto';

import type { PrismaClient } from '@/lib/db/prisma-types';
import { placeOf, seal } from '@/lib/db/seal';

export interface SeededProject {
  readonly id: string;
  readonly workspaceId: string;
  readonly instanceId: string;
  readonly connectionId: string;
  readonly userId: string;
  readonly key: string;
  readonly token: string;
  readonly signingToken: string;
}

/** A connected project with all that it hangs on, for tests. */
export async function seedProject(
  db: PrismaClient,
  options: { baseUrl?: string; gitlabProjectId?: number; accessToken?: string; gitlabUserId?: number } = {},
): Promise<SeededProject> {
  const baseUrl = options.baseUrl ?? `https://gitlab-${randomUUID()}.example`;
  const [userId, instanceId, connectionId, workspaceId, id] = Array.from({ length: 5 }, () =>
    randomUUID(),
  ) as [string, string, string, string, string];
  const key = randomBytes(16).toString('base64url');
  const token = randomBytes(16).toString('base64url');
  const signingToken = `whsec_${randomBytes(32).toString('base64')}`;
  await db.user.create({ data: { id: userId, name: 'A person' } });
  await db.instance.create({
    data: {
      id: instanceId,
      baseUrl,
      name: new URL(baseUrl).host,
      clientId: 'client',
      clientSecret: seal('client-secret', placeOf('Instance', 'clientSecret', instanceId)),
    },
  });
  await db.connection.create({
    data: {
      id: connectionId,
      userId,
      instanceId,
      gitlabUserId: options.gitlabUserId ?? 1,
      username: 'person',
      scopes: ['api'],
      accessToken: seal(options.accessToken ?? 'access', placeOf('Connection', 'accessToken', connectionId)),
    },
  });
  await db.workspace.create({
    data: { id: workspaceId, instanceId, namespaceId: 1, name: 'Group', path: 'group' },
  });
  await db.project.create({
    data: {
      id,
      workspaceId,
      key,
      gitlabProjectId: options.gitlabProjectId ?? 7,
      name: 'app',
      pathWithNamespace: 'group/app',
      webUrl: `${baseUrl}/group/app`,
      connectionId,
      writerUserId: options.gitlabUserId ?? 1,
      hookToken: seal(token, placeOf('Project', 'hookToken', id)),
      hookSigningToken: seal(signingToken, placeOf('Project', 'hookSigningToken', id)),
    },
  });
  return { id, workspaceId, instanceId, connectionId, userId, key, token, signingToken };
}
