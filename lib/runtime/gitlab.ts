import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { createGitLabAccess } from '@/lib/gitlab/create-gitlab-access';
import { createDeliveryReader } from '@/lib/gitlab/webhook/create-delivery-reader';
import { askProjectRoles } from '@/lib/operations/connections/ask-project-roles';
import { createConnectionHosts } from '@/lib/operations/connections/connection-hosts';
import type { Clock } from '@/lib/ports/clock';
import type { CodeHost } from '@/lib/ports/code-host';
import type { DeliveryReader } from '@/lib/ports/delivery-reader';
import type { GitLabAccess } from '@/lib/ports/gitlab-access';
import type { ProjectRoles } from '@/lib/ports/project-roles';

interface Border {
  readonly gitlab: GitLabAccess;
  readonly codeHost: (connectionId: string) => Promise<CodeHost>;
  readonly roles: ProjectRoles;
}

export const systemClock: Clock = { now: () => new Date() };

// Next loads a module once for its routes and once for instrumentation: they share one memory of roles.
const shared = globalThis as typeof globalThis & { pipemendBorder?: Border };

function border(): Border {
  shared.pipemendBorder ??= makeBorder();
  return shared.pipemendBorder;
}

function makeBorder(): Border {
  const gitlab = createGitLabAccess({ allowPrivateNetworks: env().allowPrivateNetworks });
  const codeHost = createConnectionHosts({ db, clock: systemClock, gitlab });
  return { gitlab, codeHost, roles: askProjectRoles({ db, clock: systemClock, codeHost }) };
}

/** The GitLabs of this process, reached through its guard; made at the first call. */
export function gitlabAccess(): GitLabAccess {
  return border().gitlab;
}

/** The GitLab that a connection's tokens open, the tokens refreshed when they are about to expire. */
export function codeHostForConnection(connectionId: string): Promise<CodeHost> {
  return border().codeHost(connectionId);
}

export const projectRoles: ProjectRoles = {
  accessLevel: (userId, project) => border().roles.accessLevel(userId, project),
};

export const deliveryReader: DeliveryReader = createDeliveryReader();
