import type { PrismaClient } from '@/lib/db/prisma-types';
import type { Clock } from '@/lib/ports/clock';
import type { CodeHost } from '@/lib/ports/code-host';
import type { GitLabAccess } from '@/lib/ports/gitlab-access';

import { createConnectionTokens } from './connection-tokens';

/** The GitLab that a connection's tokens open, the tokens refreshed when they are about to expire. */
export function createConnectionHosts(needs: {
  db: PrismaClient;
  clock: Clock;
  gitlab: GitLabAccess;
}): (connectionId: string) => Promise<CodeHost> {
  const openConnection = createConnectionTokens(needs);
  return async (connectionId) => {
    const { baseUrl, accessToken } = await openConnection(connectionId);
    return needs.gitlab.open(baseUrl, accessToken);
  };
}
