import { z } from 'zod';

import type { CiLint } from '@/lib/ports/code-host';

const lintJob = z
  .object({
    name: z.string(),
    stage: z.string().catch(''),
    when: z.string().nullish().catch(null),
    environment: z
      .union([z.string(), z.object({ name: z.string() })])
      .nullish()
      .catch(null),
  })
  .transform((wire) => ({
    name: wire.name,
    stage: wire.stage,
    when: wire.when ?? 'on_success',
    environment:
      typeof wire.environment === 'object' ? (wire.environment?.name ?? null) : (wire.environment ?? null),
  }));

/**
 * The answer of CI lint. Strict about its jobs, against our habit: a job that cannot be read must not be missing
 * where somebody asks which jobs would run.
 */
export const wireLint = z
  .object({
    valid: z.boolean(),
    errors: z.array(z.string()).catch([]),
    merged_yaml: z.string().nullish(),
    jobs: z.array(lintJob).nullish(),
  })
  .transform((wire): CiLint => ({
    valid: wire.valid,
    errors: wire.errors,
    mergedYaml: wire.merged_yaml ?? '',
    jobs: wire.jobs ?? [],
  }));
