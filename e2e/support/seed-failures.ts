import type { PrismaClient } from '@/lib/db/prisma-types';
import type { Diagnosis } from '@/lib/domain/diagnosis';

import type { SampleFailure } from './sample-shapes';

interface SeedOptions {
  readonly projectId: string;
  readonly now: Date;
}

/**
 * Test support: rows as the journey would leave them, written directly into a connected project, for pages that need many
 * states at once. Gives the failures' ids by the samples' names.
 */
export async function seedFailures(
  db: PrismaClient,
  samples: readonly SampleFailure[],
  { projectId, now }: SeedOptions,
): Promise<Readonly<Record<string, string>>> {
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId } });
  const ids: Record<string, string> = {};
  for (const [index, sample] of samples.entries()) {
    ids[sample.name] = await seedFailure(db, sample, { now, project, number: 40_000 + index * 7 });
  }
  return ids;
}

interface FailureContext {
  readonly now: Date;
  readonly project: { id: string; workspaceId: string; webUrl: string };
  readonly number: number;
}

async function seedFailure(
  db: PrismaClient,
  sample: SampleFailure,
  context: FailureContext,
): Promise<string> {
  const { project, number, now } = context;
  const { workspaceId } = project;
  const at = ago(now, sample.secondsAgo);
  const [main] = sample.diagnoses;
  const pipelineUrl = `${project.webUrl}/-/pipelines/${number}`;
  const failure = await db.failure.create({
    data: {
      workspaceId,
      projectId: project.id,
      sha: sha(number),
      branch: sample.branch,
      mergeRequestIid: sample.mergeRequest,
      mergeRequestUrl: sample.mergeRequest
        ? `${project.webUrl}/-/merge_requests/${sample.mergeRequest}`
        : null,
      title: sample.title,
      status: sample.status,
      statusReason: sample.statusReason,
      category: main?.category ?? 'unknown',
      verdict: main?.verdict ?? 'unknown',
      summary: main?.summary ?? '',
      fingerprint: main?.fingerprint ?? null,
      pipelineId: BigInt(number),
      pipelineUrl,
      detectedAt: at,
      round: 1,
    },
  });
  const common = { workspaceId, failureId: failure.id };
  await db.failedPipeline.create({
    data: {
      ...common,
      pipelineId: BigInt(number),
      jobs: [],
      source: 'push',
      webUrl: pipelineUrl,
      readAt: '',
    },
  });
  for (const [index, name] of sample.undiagnosedJobs.entries()) {
    await seedJob(
      db,
      { ...common, pipelineId: BigInt(number) },
      name,
      number * 10 + 9 - index,
      null,
      project.webUrl,
    );
  }
  for (const [index, body] of sample.diagnoses.entries()) {
    const diagnosis = await seedDiagnosis(db, common, body, new Date(at.getTime() + 4_000));
    for (const [which, name] of (sample.jobs[index] ?? []).entries()) {
      const jobId = number * 10 + index * 4 + which;
      await seedJob(db, { ...common, pipelineId: BigInt(number) }, name, jobId, diagnosis, project.webUrl);
    }
    if (index === 0) await seedFixes(db, sample, { ...context, failureId: failure.id, diagnosis, at });
  }
  if (sample.control) {
    await db.controlRun.create({
      data: {
        ...common,
        jobId: BigInt(number * 10),
        outcome: sample.control,
        startedAt: new Date(at.getTime() + 6_000),
        finishedAt: new Date(at.getTime() + 40_000),
      },
    });
  }
  return failure.id;
}

async function seedJob(
  db: PrismaClient,
  common: { workspaceId: string; failureId: string; pipelineId: bigint },
  name: string,
  jobId: number,
  diagnosisId: string | null,
  projectUrl: string,
): Promise<void> {
  await db.failedJob.create({
    data: {
      ...common,
      diagnosisId,
      jobId: BigInt(jobId),
      key: name,
      name,
      stage: 'test',
      failureReason: 'script_failure',
      duration: 43.2,
      webUrl: `${projectUrl}/-/jobs/${jobId}`,
    },
  });
}

async function seedDiagnosis(
  db: PrismaClient,
  common: { workspaceId: string; failureId: string },
  body: Diagnosis,
  createdAt: Date,
): Promise<string> {
  const { id } = await db.diagnosis.create({
    data: {
      ...common,
      fingerprint: body.fingerprint,
      category: body.category,
      verdict: body.verdict,
      confidence: body.confidence,
      summary: body.summary,
      body,
      createdAt,
    },
  });
  return id;
}

async function seedFixes(
  db: PrismaClient,
  sample: SampleFailure,
  context: FailureContext & { failureId: string; diagnosis: string; at: Date },
): Promise<void> {
  const { workspaceId } = context.project;
  for (const [index, fix] of sample.fixes.entries()) {
    const createdAt = new Date(context.at.getTime() + 12_000 + index * 60_000);
    const isApplied = fix.status === 'applied';
    const row = await db.fix.create({
      data: {
        workspaceId,
        failureId: context.failureId,
        diagnosisId: context.diagnosis,
        origin: fix.origin,
        strategy: fix.strategy,
        attempt: index + 1,
        status: fix.status,
        statusReason: fix.statusReason,
        baseSha: sha(context.number),
        edits: [],
        diff: fix.diff,
        checklist: fix.checklist,
        decision: fix.decision,
        createdAt,
        ...(isApplied && {
          approvedByName: 'Maya Lindqvist',
          appliedSha: sha(context.number + 1),
          appliedPipelineId: BigInt(context.number + 2),
          appliedOutcome: 'green',
        }),
      },
    });
    if (fix.validation) {
      const { outcome, reason, before, after } = fix.validation;
      await db.validation.create({
        data: {
          workspaceId,
          fixId: row.id,
          method: 'branch',
          pipelineId: BigInt(context.number + 1),
          pipelineUrl: `${context.project.webUrl}/-/pipelines/${context.number + 1}`,
          outcome,
          reason,
          jobsBefore: before,
          ...(after && { jobsAfter: after }),
          startedAt: new Date(createdAt.getTime() + 3_000),
          finishedAt: outcome === null ? null : new Date(createdAt.getTime() + 95_000),
        },
      });
    }
    await db.auditEvent.create({
      data: {
        workspaceId,
        projectId: context.project.id,
        failureId: context.failureId,
        fixId: row.id,
        actorKind: isApplied ? 'person' : 'automation',
        actorName: isApplied ? 'Maya Lindqvist' : 'Pipemend',
        action: isApplied ? 'fix.approved' : 'candidate.pushed',
        summary: isApplied
          ? `Maya Lindqvist approved the fix by ${fix.strategy}.`
          : `Pushed the fix by ${fix.strategy} to a scratch branch.`,
        details: {},
        at: new Date(createdAt.getTime() + 2_000),
      },
    });
  }
}

function ago(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}

function sha(number: number): string {
  return (number * 2_654_435_761).toString(16).padStart(8, '0').repeat(5).slice(0, 40);
}
