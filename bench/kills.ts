import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { z } from 'zod';
import { open, placeOf } from '@/lib/db/seal';
import { connectProject } from '@/lib/operations/connect-project';
import type { PrismaClient } from '@/lib/db/prisma-types';
import { openProduct } from '@/scripts/demo/product';
import { SandboxControl } from '@/scripts/demo/sandbox-control';
import { until } from '@/scripts/demo/gitlab-person';
import { root } from '@/scripts/root';
import { startStack, type Stack } from '@/scripts/stack';

const kills = 20;
const deliveries = 1_000;
/** Each pipeline is told of four times under different keys, as two hooks and a redelivery would. */
const repeats = 4;
const pipelines = deliveries / repeats;
const senders = 16;
const withMergeRequest = 25;

interface KillsResult {
  readonly kills: number;
  readonly cutInStep: number;
  readonly deliveries: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly unfinishedRuns: number;
  readonly failedRuns: number;
  readonly ok: boolean;
}

interface Broken {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
}

/** Sends a thousand webhooks about red pipelines while the app is killed twenty times, and looks at what is left of each. */
async function benchKills(): Promise<KillsResult> {
  const stack = await startStack({
    mode: 'production',
    dataDir: path.join(root, '.data/bench'),
    keep: false,
  });
  try {
    const product = await openProduct(stack);
    const { db } = product.services;
    const control = new SandboxControl(stack.sandboxControlUrl, stack.sandboxUrl);
    const { id } = await control.createProject({
      path: 'kills',
      files: { '.gitlab-ci.yml': 'job:\n  script:\n    - node --version\n', 'README.md': '# Kills\n' },
    });
    const broken = await breakPipelines(control, id);
    const { projectId } = await connectProject(product.services, product.owner, {
      instanceId: product.instanceId,
      gitlabProjectId: id,
      level: 'suggest',
    });
    const { key, hookToken } = await db.project.findUniqueOrThrow({ where: { id: projectId } });
    const token = open(hookToken, placeOf('Project', 'hookToken', projectId));
    const before = await db.delivery.count({ where: { projectId, kind: 'pipeline' } });
    const cutInStep = await sendUnderFire(stack, db, { key, token, gitlabProjectId: id, broken });
    await settle(db);
    const result = await lookAt(db, control, { projectId, gitlabProjectId: id, before, cutInStep });
    await product.close();
    return result;
  } finally {
    await stack.stop();
  }
}

/** A branch each, red by the runner's fault, so that no process is spent on it; some with a merge request. */
async function breakPipelines(control: SandboxControl, project: number): Promise<Broken[]> {
  // Calls cut off by kills are made again: GitLab's limit for one user is not what is measured here.
  await control.ask('PUT', '/rate-limit', { requestsAMinute: 1_000_000 });
  await control.ask('PUT', '/faults/runner', {
    faults: [
      { projectId: project, jobName: 'job', failureReason: 'runner_system_failure', remaining: pipelines },
    ],
  });
  const names = Array.from({ length: pipelines }, (_, index) => `broken-${index}`);
  const branches = names.map((name) => ({ name, from: 'main', files: { 'name.txt': `${name}\n` } }));
  await control.ask('POST', `/projects/${project}/branches`, { branches, announce: true });
  const developer = await control.person('dev');
  for (const name of names.slice(0, withMergeRequest)) {
    await developer.request('POST', `/projects/${project}/merge_requests`, {
      source_branch: name,
      target_branch: 'main',
      title: name,
    });
  }
  const list = z.array(z.object({ id: z.number(), sha: z.string(), ref: z.string(), status: z.string() }));
  return until('all pipelines are red', 240, async () => {
    const found: Broken[] = [];
    for (let page = 1; page <= Math.ceil(pipelines / 100); page += 1) {
      found.push(
        ...list.parse(
          await developer.get(`/projects/${project}/pipelines?status=failed&per_page=100&page=${page}`),
        ),
      );
    }
    return found.length >= pipelines ? found : null;
  });
}

async function sendUnderFire(
  stack: Stack,
  db: PrismaClient,
  target: { key: string; token: string; gitlabProjectId: number; broken: readonly Broken[] },
): Promise<number> {
  const waiting = Array.from({ length: repeats }, () =>
    target.broken.slice(0, pipelines).map((pipeline) => ({ pipeline, key: randomUUID() })),
  ).flat();
  let acknowledged = 0;
  const sender = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      while (!(await deliver(stack.appUrl, target, next))) await pause(50);
      acknowledged += 1;
      // So that the kills fall into the sending as well as into the work that follows it.
      await pause(Math.floor(Math.random() * 2_000));
    }
  };
  const sending = Promise.all(Array.from({ length: senders }, sender));
  let cutInStep = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    // Spread over the sending and the work that follows it.
    await pause(500 + Math.floor(Math.random() * 4_000));
    await stack.killApp();
    const [row] = await db.$queryRaw<{ cut: bigint }[]>`
      SELECT count(*) AS cut FROM engine_queue WHERE kind = 'call' AND lease_owner IS NOT NULL`;
    const ended = await db.$queryRaw<{ runs: bigint }[]>`
      SELECT count(*) AS runs FROM engine_runs WHERE ended_at IS NOT NULL`;
    if (Number(row?.cut ?? 0) > 0) cutInStep += 1;
    await stack.restartApp();
    process.stderr.write(
      `  kill ${kill + 1} of ${kills}: ${acknowledged} acknowledged, ${ended[0]?.runs ?? 0} runs ended, ${row?.cut ?? 0} calls cut\n`,
    );
  }
  await sending;
  return cutInStep;
}

async function deliver(
  appUrl: string,
  { key, token, gitlabProjectId }: { key: string; token: string; gitlabProjectId: number },
  { pipeline, key: idempotencyKey }: { pipeline: Broken; key: string },
): Promise<boolean> {
  try {
    const response = await fetch(`${appUrl}/api/webhooks/gitlab/${key}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-gitlab-event': 'Pipeline Hook',
        'x-gitlab-token': token,
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify({
        object_kind: 'pipeline',
        object_attributes: {
          id: pipeline.id,
          ref: pipeline.ref,
          sha: pipeline.sha,
          source: 'push',
          status: 'failed',
          finished_at: '2026-01-01 00:00:00 UTC',
        },
        project: { id: gitlabProjectId },
        builds: [],
      }),
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // The app is dead or dying; GitLab would not be told either, and whoever sends tries again.
    return false;
  }
}

async function settle(db: PrismaClient): Promise<void> {
  await until('everything that was acknowledged is processed', 180, async () => {
    const [row] = await db.$queryRaw<{ open: bigint }[]>`
      SELECT (SELECT count(*) FROM outbox WHERE published_at IS NULL)
           + (SELECT count(*) FROM engine_events WHERE delivered_at IS NULL)
           + (SELECT count(*) FROM engine_runs WHERE ended_at IS NULL) AS open`;
    return Number(row?.open ?? 0) === 0 ? true : null;
  });
}

async function lookAt(
  db: PrismaClient,
  control: SandboxControl,
  facts: { projectId: string; gitlabProjectId: number; before: number; cutInStep: number },
): Promise<KillsResult> {
  const { projectId } = facts;
  const stored = (await db.delivery.count({ where: { projectId, kind: 'pipeline' } })) - facts.before;
  const failures = await db.failure.findMany({
    where: { projectId },
    include: { diagnoses: true, jobs: true },
  });
  const audits = await db.auditEvent.groupBy({
    by: ['failureId'],
    where: { projectId, action: 'failure.diagnosed' },
    _count: true,
  });
  const runs = await db.$queryRaw<{ status: string; runs: bigint }[]>`
    SELECT status, count(*) AS runs FROM engine_runs
    WHERE function_id LIKE '%diagnose-failure' OR function_id LIKE '%mend-failure' GROUP BY status`;
  const developer = await control.person('dev');
  let doubleNotes = 0;
  let missingNotes = 0;
  for (let iid = 1; iid <= withMergeRequest; iid += 1) {
    const notes = await developer.get<{ body: string }[]>(
      `/projects/${facts.gitlabProjectId}/merge_requests/${iid}/notes?per_page=100`,
    );
    const ours = notes.filter((note) => note.body.startsWith('<!-- pipemend:note -->')).length;
    doubleNotes += Math.max(0, ours - 1);
    missingNotes += ours === 0 ? 1 : 0;
  }
  const byStatus = new Map(runs.map((row) => [row.status, Number(row.runs)]));
  const lost =
    Math.max(0, deliveries - stored) +
    Math.max(0, pipelines - failures.length) +
    failures.filter((failure) => failure.diagnoses.length === 0).length +
    missingNotes;
  const duplicates =
    Math.max(0, failures.length - pipelines) +
    failures.filter((failure) => failure.diagnoses.length > 1 || failure.jobs.length > 1).length +
    audits.filter((row) => row._count > 1).length +
    doubleNotes;
  const unfinishedRuns = (byStatus.get('running') ?? 0) + (byStatus.get('queued') ?? 0);
  const failedRuns = byStatus.get('failed') ?? 0;
  return {
    kills,
    cutInStep: facts.cutInStep,
    deliveries: stored,
    lost,
    duplicates,
    unfinishedRuns,
    failedRuns,
    ok: lost === 0 && duplicates === 0 && unfinishedRuns === 0 && failedRuns === 0,
  };
}

const result = await benchKills();
process.stdout.write(`${JSON.stringify({ name: 'kills', ...result })}\n`);
process.exitCode = result.ok ? 0 : 1;
