import { z } from 'zod';

import type { CiVariable } from '@/lib/ports/code-host';

/** A CI variable as the API gives it. */
export const wireVariable = z
  .object({
    key: z.string(),
    value: z.string().nullish().catch(null),
    masked: z.boolean().catch(false),
  })
  .transform((wire): CiVariable => ({
    key: wire.key,
    value: wire.value ?? null,
    isMasked: wire.masked,
  }));
