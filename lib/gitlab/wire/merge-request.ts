import { z } from 'zod';

import type { MergeRequest, MergeRequestFileDiff, Note } from '@/lib/ports/code-host';

/** Lists leave out `diff_refs`; while GitLab still prepares a new merge request its parts are null. */
export const wireMergeRequest = z
  .object({
    iid: z.number().int(),
    title: z.string().catch(''),
    state: z.enum(['opened', 'closed', 'locked', 'merged', 'unknown']).catch('unknown'),
    source_branch: z.string(),
    target_branch: z.string(),
    source_project_id: z.number().int().nullish(),
    target_project_id: z.number().int(),
    sha: z.string().nullish().catch(null),
    web_url: z.string().catch(''),
    author: z.object({ name: z.string() }).nullish().catch(null),
    diff_refs: z
      .object({ base_sha: z.string(), start_sha: z.string(), head_sha: z.string() })
      .nullish()
      .catch(null),
  })
  .transform((wire): MergeRequest => ({
    iid: wire.iid,
    title: wire.title,
    state: wire.state,
    sourceBranch: wire.source_branch,
    targetBranch: wire.target_branch,
    // Null once the fork is gone; no project has the number 0.
    sourceProjectId: wire.source_project_id ?? 0,
    targetProjectId: wire.target_project_id,
    headSha: wire.sha ?? '',
    webUrl: wire.web_url,
    authorName: wire.author?.name ?? '',
    diffRefs: wire.diff_refs
      ? {
          baseSha: wire.diff_refs.base_sha,
          startSha: wire.diff_refs.start_sha,
          headSha: wire.diff_refs.head_sha,
        }
      : null,
  }));

export const wireNote = z
  .object({
    id: z.number().int(),
    body: z.string(),
    author: z.object({ id: z.number().int() }),
    system: z.boolean().catch(false),
  })
  .transform((wire): Note => ({
    id: wire.id,
    body: wire.body,
    authorId: wire.author.id,
    system: wire.system,
  }));

export const wireDiff = z
  .object({ old_path: z.string(), new_path: z.string(), diff: z.string().catch('') })
  .transform((wire): MergeRequestFileDiff => ({
    oldPath: wire.old_path,
    newPath: wire.new_path,
    diff: wire.diff,
  }));

export const wireDiscussion = z.object({
  id: z.string(),
  notes: z.array(z.object({ id: z.number().int() })).min(1),
});
