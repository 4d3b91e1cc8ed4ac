import { z } from 'zod';

import { pipelineStatus, type Pipeline } from '@/lib/domain/pipeline';

/** A pipeline as the API gives it; lists leave out `user` and `yaml_errors`. */
export const wirePipeline = z
  .object({
    id: z.number().int(),
    iid: z.number().int().catch(0),
    project_id: z.number().int(),
    sha: z.string(),
    ref: z.string().catch(''),
    source: z.string().catch('unknown'),
    status: pipelineStatus,
    web_url: z.string().catch(''),
    created_at: z.string().catch(''),
    updated_at: z.string().catch(''),
    user: z.object({ id: z.number().int() }).nullish().catch(null),
    yaml_errors: z.string().nullish().catch(null),
  })
  .transform((wire): Pipeline => ({
    id: wire.id,
    iid: wire.iid,
    projectId: wire.project_id,
    sha: wire.sha,
    ref: wire.ref,
    source: wire.source,
    status: wire.status,
    webUrl: wire.web_url,
    createdAt: wire.created_at,
    updatedAt: wire.updated_at,
    userId: wire.user?.id ?? null,
    yamlErrors: wire.yaml_errors ?? null,
  }));
