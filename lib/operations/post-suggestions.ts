import { z } from 'zod';
import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import type { Services } from './services';

const line = z.number().int().nullable();
const suggestion = z.object({
  body: z.string(),
  position: z.object({
    baseSha: z.string(),
    startSha: z.string(),
    headSha: z.string(),
    oldPath: z.string(),
    newPath: z.string(),
    oldLine: line,
    newLine: line,
  }),
});

/**
 * Posts a fix as suggestions on its merge request, each once: it carries a hidden mark by which it is found again.
 * A position that GitLab refuses is left to the note, which shows the whole fix anyway.
 */
export async function postSuggestions(
  services: Services,
  input: { fixId: string },
): Promise<{ posted: number; refused: number }> {
  const { fix } = await loadFix(services, input.fixId);
  const { project, host } = await openProject(services, fix.failure.projectId);
  const iid = fix.failure.mergeRequestIid;
  if (iid === null || fix.discussionIds.length > 0) return { posted: fix.discussionIds.length, refused: 0 };
  const suggestions = suggestion.array().parse(fix.suggestions ?? []);
  if (suggestions.length === 0) return { posted: 0, refused: 0 };
  const earlier = fix.suggestedAt
    ? await host.listNotesBy(project.gitlabProjectId, iid, project.writerUserId)
    : [];
  await services.db.fix.update({ where: { id: fix.id }, data: { suggestedAt: services.clock.now() } });
  const discussionIds: string[] = [];
  let refused = 0;
  for (const [index, { body: text, position }] of suggestions.entries()) {
    const mark = `<!-- pipemend:suggestion ${fix.id} ${index} -->`;
    const known = earlier.find((note) => note.body.includes(mark));
    if (known) {
      discussionIds.push(`note:${known.id}`);
      continue;
    }
    try {
      const body = `${text}\n\n${fix.strategy} suggests this. ${mark}`;
      const posted = await host.createDiffDiscussion(project.gitlabProjectId, iid, body, position);
      discussionIds.push(posted.id);
    } catch (error) {
      if (!isPlatformError(error) || error.kind !== 'invalid') throw error;
      refused += 1;
    }
  }
  await services.db.$transaction(async (tx) => {
    await tx.fix.update({ where: { id: fix.id }, data: { discussionIds } });
    await recordAudit(tx, automation, {
      action: 'fix.suggested',
      scope: fixScope(fix),
      summary: `Posted ${discussionIds.length} suggestion${discussionIds.length === 1 ? '' : 's'} on !${iid}.`,
      details: { discussionIds, refused },
    });
  });
  return { posted: discussionIds.length, refused };
}
