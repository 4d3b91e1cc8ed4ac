import { setTimeout as wait } from 'node:timers/promises';

import { isPlatformError } from '@/lib/domain/platform-error';
import type { CodeHost } from '@/lib/ports/code-host';

import type { Services } from './services';

export type HookCheck =
  { readonly kind: 'verified' } | { readonly kind: 'unverified'; readonly reason: string };

const askAgainMs = 100;
const mostWaits = 100;

/**
 * Asks GitLab for a test delivery and waits until it has come in, ten seconds at most. A test that is taken also
 * wakes a webhook that GitLab had paused.
 */
export async function verifyHook(services: Services, host: CodeHost, projectId: string): Promise<HookCheck> {
  const { db, clock } = services;
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId } });
  if (project.hookId === null) return { kind: 'unverified', reason: 'There is no webhook.' };
  const { _max: before } = await db.delivery.aggregate({ where: { projectId }, _max: { receivedAt: true } });
  try {
    await host.testHook(project.gitlabProjectId, project.hookId);
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    return { kind: 'unverified', reason: `GitLab's test delivery failed: ${error.message}` };
  }
  for (let waits = 0; waits < mostWaits; waits += 1) {
    const arrived = await db.delivery.findFirst({
      where: { projectId, ...(before.receivedAt ? { receivedAt: { gt: before.receivedAt } } : {}) },
      select: { id: true },
    });
    if (arrived) {
      await db.project.update({ where: { id: projectId }, data: { hookVerifiedAt: clock.now() } });
      return { kind: 'verified' };
    }
    await wait(askAgainMs);
  }
  return { kind: 'unverified', reason: `GitLab's test delivery did not arrive at ${services.publicUrl}.` };
}
