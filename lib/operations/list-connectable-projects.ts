import { z } from 'zod';

import { isPlatformError } from '@/lib/domain/platform-error';

import type { Caller } from './caller';
import type { Services } from './services';

const maintainer = 40;
const input = z.object({ search: z.string().max(200).optional().catch(undefined) });

export interface ConnectableProject {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly gitlabProjectId: number;
  readonly name: string;
  readonly pathWithNamespace: string;
  readonly webUrl: string;
  /** GitLab's number: 40 Maintainer, 50 Owner. */
  readonly accessLevel: number;
  /** Our own id of it when it is connected already. */
  readonly connectedProjectId: string | null;
}

export interface ConnectableProjects {
  readonly projects: readonly ConnectableProject[];
  /** Instances that could not be asked, with the reason in words. */
  readonly problems: readonly { readonly instanceName: string; readonly reason: string }[];
}

/** What the person may connect: the projects where they are Maintainer, on every GitLab they are signed in to. */
export async function listConnectableProjects(
  services: Services,
  caller: Caller,
  raw: z.input<typeof input> = {},
): Promise<ConnectableProjects> {
  if (caller.kind !== 'person') return { projects: [], problems: [] };
  const { search } = input.parse(raw);
  const connections = await services.db.connection.findMany({
    where: { userId: caller.userId },
    include: { instance: { select: { id: true, name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  const answers = await Promise.all(
    connections.map(async ({ id, instance }): Promise<ConnectableProjects> => {
      try {
        return { projects: await ask(services, id, instance, search), problems: [] };
      } catch (error) {
        if (!isPlatformError(error)) throw error;
        return { projects: [], problems: [{ instanceName: instance.name, reason: error.message }] };
      }
    }),
  );
  return {
    projects: answers.flatMap(({ projects }) => projects),
    problems: answers.flatMap(({ problems }) => problems),
  };
}

async function ask(
  services: Services,
  connectionId: string,
  instance: { readonly id: string; readonly name: string },
  search: string | undefined,
): Promise<ConnectableProject[]> {
  const host = await services.codeHost(connectionId);
  const found = await host.listProjects({
    minAccessLevel: maintainer,
    ...(search === undefined ? {} : { search }),
  });
  const connected = await services.db.project.findMany({
    where: {
      gitlabProjectId: { in: found.map(({ id }) => id) },
      disconnectedAt: null,
      workspace: { instanceId: instance.id },
    },
    select: { id: true, gitlabProjectId: true },
  });
  const ours = new Map(connected.map(({ id, gitlabProjectId }) => [gitlabProjectId, id]));
  return found.map((project) => ({
    instanceId: instance.id,
    instanceName: instance.name,
    gitlabProjectId: project.id,
    name: project.name,
    pathWithNamespace: project.pathWithNamespace,
    webUrl: project.webUrl,
    accessLevel: Math.max(project.accessLevel ?? maintainer, maintainer),
    connectedProjectId: ours.get(project.id) ?? null,
  }));
}
