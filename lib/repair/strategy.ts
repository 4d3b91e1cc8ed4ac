import type { Finding } from '@/lib/domain/finding';

import type { ToolId } from './tools';

/** One way to write a fix. `formatter` and `compiler` run in our own process on text; `tool` runs in the project's runner. */
export type Strategy =
  | { readonly kind: 'formatter'; readonly files: readonly string[] }
  | { readonly kind: 'tool'; readonly tool: ToolId }
  | { readonly kind: 'compiler'; readonly findings: readonly Finding[] };
