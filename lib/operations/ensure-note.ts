import { createHash } from 'node:crypto';
import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';
import { isPlatformError } from '@/lib/domain/platform-error';
import { noteMark, renderNote, type NoteFacts } from '@/lib/note/render-note';
import { openProject } from './open-project';
import type { Prisma } from '@/lib/db/prisma-types';
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
    include: noteParts,
  });
  const iid = failure.mergeRequestIid;
  if (iid === null || failure.project.level === 'watch') return { kind: 'none' };
  const newest = await services.db.failure.findFirst({
    where: { projectId: failure.projectId, mergeRequestIid: iid },
    orderBy: { detectedAt: 'desc' },
    select: { id: true },
  });
  if (newest?.id !== failure.id) return { kind: 'none' };
  const body = renderNote(noteFacts(services.publicUrl, failure));
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const where = { projectId_mergeRequestIid: { projectId: failure.projectId, mergeRequestIid: iid } };
  const known = await services.db.mergeRequestNote.findUnique({ where });
  if (known?.bodyHash === bodyHash) return { kind: 'unchanged' };
  const { project, host } = await openProject(services, failure.projectId);
  const write = async (): Promise<{ id: number; isNew: boolean }> => {
    const earlier = known
      ? Number(known.noteId)
      : (await host.listNotesBy(project.gitlabProjectId, iid, project.writerUserId)).find((note) =>
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
  };
  const { id, isNew } = await write();
  await services.db.mergeRequestNote.upsert({
    where,
    create: {
      workspaceId: failure.workspaceId,
      projectId: failure.projectId,
      mergeRequestIid: iid,
      noteId: id,
      bodyHash,
    },
    update: { noteId: id, bodyHash },
  });
  return { kind: isNew ? 'created' : 'updated' };
}

const noteParts = {
  project: { select: { level: true } },
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
