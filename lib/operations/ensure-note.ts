import { createHash } from 'node:crypto';
import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';
import { isPlatformError } from '@/lib/domain/platform-error';
import { noteMark, renderNote, type NoteFacts } from '@/lib/note/render-note';
import { automation } from './caller';
import { openProject } from './open-project';
import type { Prisma } from '@/lib/db/prisma-types';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * Brings our one note on the failure's merge request up to date: makes it, edits it, or leaves it when nothing changed.
 * Without a merge request, and at level watch, nothing is written.
 */
export async function ensureNote(
  services: Services,
  input: { failureId: string },
): Promise<{ kind: 'created' | 'updated' | 'unchanged' | 'none' }> {
  const failure = await services.db.failure.findUniqueOrThrow({
    where: { id: input.failureId },
    include: { project: { select: { level: true } } },
  });
  const iid = failure.mergeRequestIid;
  if (iid === null || failure.project.level === 'watch') return { kind: 'none' };
  const newest = await services.db.failure.findFirst({
    where: { projectId: failure.projectId, mergeRequestIid: iid },
    orderBy: { detectedAt: 'desc' },
    select: { id: true },
  });
  if (newest?.id !== failure.id) return { kind: 'none' };
  const where = { projectId_mergeRequestIid: { projectId: failure.projectId, mergeRequestIid: iid } };
  const earlier = await services.db.mergeRequestNote.findUnique({ where });
  if (earlier) return bringUpToDate(services, failure, iid);
  // Two who find no note at the same time must not both write one. Only the first note of a merge request waits here.
  return services.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`note ${failure.projectId} ${iid}`}, 0))`;
      return bringUpToDate(services, failure, iid);
    },
    { maxWait: 30_000, timeout: 120_000 },
  );
}

/** Whoever writes last looks again afterwards, so that of two who write at the same time the newer words stay. */
const mostLooks = 3;

type Written = 'created' | 'updated' | 'unchanged';

async function bringUpToDate(
  services: Services,
  failure: { id: string; projectId: string; workspaceId: string },
  iid: number,
): Promise<{ kind: Written }> {
  const where = { projectId_mergeRequestIid: { projectId: failure.projectId, mergeRequestIid: iid } };
  let kind: Written = 'unchanged';
  for (let look = 0; look < mostLooks; look += 1) {
    const facts = await services.db.failure.findUniqueOrThrow({
      where: { id: failure.id },
      include: noteParts,
    });
    const body = renderNote(noteFacts(services.publicUrl, facts));
    const bodyHash = createHash('sha256').update(body).digest('hex');
    const known = await services.db.mergeRequestNote.findUnique({ where });
    if (known?.bodyHash === bodyHash) return { kind };
    const { id, isNew } = await write(services, failure.projectId, iid, known && Number(known.noteId), body);
    kind = isNew ? 'created' : kind === 'created' ? kind : 'updated';
    const { projectId, workspaceId } = failure;
    await services.db.$transaction(async (tx) => {
      await tx.mergeRequestNote.upsert({
        where,
        create: { workspaceId, projectId, mergeRequestIid: iid, noteId: id, bodyHash },
        update: { noteId: id, bodyHash },
      });
      await recordAudit(tx, automation, {
        action: isNew ? 'note.created' : 'note.updated',
        scope: { workspaceId, projectId, failureId: failure.id },
        summary: isNew ? `Wrote the note on !${iid}.` : `Brought the note on !${iid} up to date.`,
        details: { mergeRequestIid: iid, noteId: id },
      });
    });
  }
  return { kind };
}

async function write(
  services: Services,
  projectId: string,
  iid: number,
  known: number | null,
  body: string,
): Promise<{ id: number; isNew: boolean }> {
  const { project, host } = await openProject(services, projectId);
  const earlier =
    known ??
    (await host.listNotesBy(project.gitlabProjectId, iid, project.writerUserId)).find((note) =>
      note.body.startsWith(noteMark),
    )?.id;
  if (earlier !== undefined) {
    try {
      return { id: (await host.updateNote(project.gitlabProjectId, iid, earlier, body)).id, isNew: false };
    } catch (error) {
      if (!isPlatformError(error) || error.kind !== 'not-found') throw error;
      // Someone deleted it; what we have to say is said in a new one.
    }
  }
  return { id: (await host.createNote(project.gitlabProjectId, iid, body)).id, isNew: true };
}

const noteParts = {
  diagnoses: {
    orderBy: { confidence: 'desc' },
    include: {
      jobs: { orderBy: { jobId: 'asc' } },
      fixes: { orderBy: { attempt: 'asc' }, include: { validations: { orderBy: { startedAt: 'asc' } } } },
    },
  },
} satisfies Prisma.FailureInclude;

function noteFacts(
  publicUrl: string,
  failure: Prisma.FailureGetPayload<{ include: typeof noteParts }>,
): NoteFacts {
  return {
    failureUrl: `${publicUrl}/failures/${failure.id}`,
    pipelineUrl: failure.pipelineUrl,
    pipelineId: Number(failure.pipelineId),
    sha: failure.sha,
    status: failure.status,
    statusReason: failure.statusReason,
    diagnoses: failure.diagnoses.map((row) => ({
      diagnosis: diagnosisSchema.parse(row.body),
      jobs: row.jobs.map(({ name, webUrl }) => ({ name, webUrl })),
      fixes: row.fixes.map((fix) => {
        const validation = fix.validations.at(-1);
        return {
          id: fix.id,
          strategy: fix.strategy,
          status: fix.status,
          statusReason: fix.statusReason,
          diff: fix.diff,
          validation: validation
            ? { outcome: validation.outcome, pipelineUrl: validation.pipelineUrl }
            : null,
          appliedSha: fix.appliedSha,
        };
      }),
    })),
  };
}
