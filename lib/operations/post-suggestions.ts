import { isPlatformError } from '@/lib/domain/platform-error';
import { automation } from './caller';
import { suggestionsFor } from './decide-fix';
import { fixScope, loadFix } from './load-fix';
import { openProject } from './open-project';
import { recordAudit } from './record-audit';
import type { Services } from './services';

/**
 * Posts a fix as suggestions on its merge request, each once: it carries a hidden mark by which it is found again.
 * A position that GitLab refuses is left to the note, which shows the whole fix anyway.
 */
export async function postSuggestions(
  services: Services,
  input: { fixId: string },
): Promise<{ posted: number; refused: number }> {
  const { fix, edits } = await loadFix(services, input.fixId);
  const { project, host } = await openProject(services, fix.failure.projectId);
  const iid = fix.failure.mergeRequestIid;
  if (iid === null || fix.discussionIds.length > 0) return { posted: fix.discussionIds.length, refused: 0 };
  const suggestions = await suggestionsFor(host, project.gitlabProjectId, fix, edits);
  const earlier = await host.listNotesBy(project.gitlabProjectId, iid, project.writerUserId);
  const discussionIds: string[] = [];
  let refused = 0;
  for (const [index, suggestion] of suggestions.entries()) {
    const mark = `<!-- pipemend:suggestion ${fix.id} ${index} -->`;
    const known = earlier.find((note) => note.body.includes(mark));
    if (known) {
      discussionIds.push(`note:${known.id}`);
      continue;
    }
    try {
      const body = `${suggestion.body}\n\n${fix.strategy} suggests this. ${mark}`;
      const posted = await host.createDiffDiscussion(project.gitlabProjectId, iid, body, suggestion.position);
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
