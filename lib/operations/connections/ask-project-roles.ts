import type { PrismaClient } from '@/lib/db/prisma-types';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { Clock } from '@/lib/ports/clock';
import type { CodeHost } from '@/lib/ports/code-host';
import type { ProjectRoles } from '@/lib/ports/project-roles';

const rememberMs = 60_000;
const most = 10_000;

/**
 * GitLab's own roles, asked with the person's own tokens and remembered for a minute. What cannot be asked counts as
 * no role and is asked again the next time.
 */
export function askProjectRoles(needs: {
  db: PrismaClient;
  clock: Clock;
  codeHost: (connectionId: string) => Promise<CodeHost>;
}): ProjectRoles {
  const { db, clock, codeHost } = needs;
  const answers = new Map<string, { level: Promise<number | null>; until: number }>();

  async function ask(userId: string, instanceId: string, project: number): Promise<number | null> {
    const connection = await db.connection.findUnique({
      where: { userId_instanceId: { userId, instanceId } },
      select: { id: true, gitlabUserId: true },
    });
    if (!connection) return null;
    const host = await codeHost(connection.id);
    return host.findAccessLevel(project, connection.gitlabUserId);
  }

  return {
    async accessLevel(userId, { instanceId, gitlabProjectId }) {
      const key = `${userId} ${instanceId} ${gitlabProjectId}`;
      const now = clock.now().getTime();
      const known = answers.get(key);
      // Several parts of one page ask at once: they share the one request.
      const level = known && known.until > now ? known.level : ask(userId, instanceId, gitlabProjectId);
      if (level !== known?.level) {
        if (answers.size >= most) answers.clear();
        answers.set(key, { level, until: now + rememberMs });
      }
      try {
        return await level;
      } catch (error) {
        answers.delete(key);
        if (isPlatformError(error)) return null;
        throw error;
      }
    },
  };
}
