import { z } from 'zod';

import type { Branch, Commit } from '@/lib/ports/code-host';

export const wireBranch = z
  .object({
    name: z.string(),
    commit: z.object({ id: z.string() }),
    protected: z.boolean(),
    can_push: z.boolean(),
  })
  .transform((wire): Branch => ({
    name: wire.name,
    headSha: wire.commit.id,
    isProtected: wire.protected,
    canPush: wire.can_push,
  }));

export const wireCommit = z
  .object({
    id: z.string(),
    parent_ids: z.array(z.string()).catch([]),
    title: z.string().catch(''),
    message: z.string().catch(''),
    author_name: z.string().catch(''),
    web_url: z.string().catch(''),
  })
  .transform((wire): Commit => ({
    sha: wire.id,
    parentShas: wire.parent_ids,
    title: wire.title,
    message: wire.message,
    authorName: wire.author_name,
    webUrl: wire.web_url,
  }));

export const wireTreeEntry = z.object({ path: z.string(), type: z.string() });

/** `compare_timeout` means that GitLab gave up: the list of files is then not whole. */
export const wireComparison = z.object({
  compare_timeout: z.boolean().catch(false),
  diffs: z.array(z.object({ old_path: z.string(), new_path: z.string() })),
});

/** `size` is the blob's in bytes; null where GitLab does not say. */
export const wireBlobs = z.object({
  data: z.object({
    project: z
      .object({
        repository: z
          .object({
            blobs: z.object({
              nodes: z.array(
                z
                  .object({
                    path: z.string(),
                    rawTextBlob: z.string().nullable(),
                    size: z.coerce.number().nullish().catch(null),
                  })
                  .nullable()
                  .catch(null),
              ),
            }),
          })
          .nullable(),
      })
      .nullable(),
  }),
});
