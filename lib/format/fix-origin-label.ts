import type { FixOrigin } from '@/lib/domain/fix-origin';

export const fixOriginLabel = {
  formatter: 'Formatter',
  tool: 'The project’s own tool',
  compiler: 'Compiler’s own code fix',
  recipe: 'Recipe',
  model: 'Model',
} as const satisfies Record<FixOrigin, string>;
