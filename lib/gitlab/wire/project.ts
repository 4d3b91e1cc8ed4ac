import { z } from 'zod';

export const wireUser = z.object({ id: z.number().int(), username: z.string(), name: z.string().catch('') });

const access = z.object({ access_level: z.number().int() }).nullish().catch(null);

export const wireProject = z.object({
  id: z.number().int(),
  name: z.string(),
  path_with_namespace: z.string(),
  web_url: z.string(),
  default_branch: z.string().nullish().catch(null),
  namespace: z.object({
    id: z.number().int(),
    name: z.string(),
    path: z.string(),
    full_path: z.string(),
  }),
  permissions: z.object({ project_access: access, group_access: access }).nullish().catch(null),
});
export type WireProject = z.infer<typeof wireProject>;

export const wireGroup = z.object({ id: z.number().int(), name: z.string(), path: z.string() });

export const wireMember = z.object({ access_level: z.number().int() });

export const wireHook = z.object({ id: z.number().int(), url: z.string() });
