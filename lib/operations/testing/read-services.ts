import type { PrismaClient } from '@/lib/db/prisma-types';

import type { Caller } from '../caller';
import type { Services } from '../services';
import type { SeededProject } from './seed-project';

const unused = () => Promise.reject(new Error('not part of this test'));

/** Services for reads, with the roles that the test gives out (GitLab's numbers) and nobody else any. */
export function readServices(db: PrismaClient): {
  services: Services;
  give: (userId: string, project: SeededProject, accessLevel: number | null) => void;
} {
  const levels = new Map<string, number | null>();
  const key = (userId: string, instanceId: string) => `${userId} ${instanceId}`;
  return {
    services: {
      db,
      clock: { now: () => new Date() },
      roles: {
        accessLevel: (userId, project) =>
          Promise.resolve(levels.get(key(userId, project.instanceId)) ?? null),
      },
      codeHost: unused,
      formatter: { format: unused },
      compiler: { fix: unused },
      traces: { diagnose: unused, readReports: unused },
      publicUrl: 'http://pipemend.example',
    },
    give: (userId, project, accessLevel) => levels.set(key(userId, project.instanceId), accessLevel),
  };
}

export function personOf(project: SeededProject): Caller {
  return { kind: 'person', userId: project.userId, name: 'A person' };
}

let number = 0;

/** A failure with nothing in it but its place and its status. */
export async function seedFailure(
  db: PrismaClient,
  project: SeededProject,
  parts: { status?: string; category?: string; detectedAt?: Date } = {},
): Promise<string> {
  number += 1;
  const { id } = await db.failure.create({
    data: {
      workspaceId: project.workspaceId,
      projectId: project.id,
      sha: number.toString(16).padStart(40, '0'),
      branch: 'main',
      title: `Failure ${number}`,
      pipelineId: BigInt(number),
      pipelineUrl: 'https://gitlab.example/p',
      ...parts,
    },
  });
  return id;
}
