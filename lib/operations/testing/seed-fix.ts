import { randomUUID } from 'node:crypto';

import type { PrismaClient } from '@/lib/db/prisma-types';

export interface SeededFix {
  readonly failureId: string;
  readonly diagnosisId: string;
  readonly fixId: string;
}

/** A failure with a diagnosis and a fix of it in a given state, for tests of what people may do with them. */
export async function seedFix(
  db: PrismaClient,
  project: { id: string; workspaceId: string },
  options: {
    readonly status?: string;
    readonly failureStatus?: string;
    readonly outcome?: string | null;
    readonly mergeRequestIid?: number;
    readonly appliedSha?: string;
    readonly decision?: object;
    readonly fixId?: string;
    /** Another fix of this failure. */
    readonly beside?: SeededFix;
  } = {},
): Promise<SeededFix> {
  const { workspaceId } = project;
  const failureId = options.beside?.failureId ?? randomUUID();
  if (!options.beside) {
    await db.failure.create({
      data: {
        id: failureId,
        workspaceId,
        projectId: project.id,
        sha: randomUUID().replaceAll('-', '').padEnd(40, '0'),
        branch: 'change',
        title: 'Change something',
        mergeRequestIid: options.mergeRequestIid ?? null,
        status: options.failureStatus ?? 'waiting',
        round: 1,
        pipelineId: 1,
        pipelineUrl: 'https://gitlab.example/pipelines/1',
      },
    });
  }
  const { id: diagnosisId } = await db.diagnosis.create({
    data: {
      workspaceId,
      failureId,
      fingerprint: randomUUID(),
      category: 'lint',
      verdict: 'code',
      confidence: 0.9,
      claimedBy: 'a run',
      summary: 'A rule is broken.',
      body: {},
    },
  });
  const outcome = options.outcome === undefined ? 'mended' : options.outcome;
  const { id: fixId } = await db.fix.create({
    data: {
      ...(options.fixId === undefined ? {} : { id: options.fixId }),
      workspaceId,
      failureId,
      diagnosisId,
      origin: 'tool',
      strategy: 'ESLint',
      status: options.status ?? 'waiting',
      baseSha: 'b'.repeat(40),
      edits: [],
      diff: '',
      checklist: {},
      appliedSha: options.appliedSha ?? null,
      ...(options.decision ? { decision: options.decision } : {}),
    },
  });
  if (outcome !== null) {
    await db.validation.create({ data: { workspaceId, fixId, method: 'branch', jobsBefore: [], outcome } });
  }
  return { failureId, diagnosisId, fixId };
}
