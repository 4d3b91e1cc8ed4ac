import type { PrismaClient } from '@/lib/db/prisma-types';
import type { Clock } from '@/lib/ports/clock';
import type { CodeHost } from '@/lib/ports/code-host';
import type { CompilerFixer, Formatter } from '@/lib/ports/fixers';
import type { ProjectRoles } from '@/lib/ports/project-roles';
import type { TraceReader } from '@/lib/ports/trace-reader';

/** Everything outside that an operation may use. Made once in `lib/runtime.ts`; a test makes its own. */
export interface Services {
  readonly db: PrismaClient;
  readonly clock: Clock;
  readonly roles: ProjectRoles;
  /** The GitLab that a connection's tokens open; refreshes them when they are about to expire. */
  readonly codeHost: (connectionId: string) => Promise<CodeHost>;
  readonly formatter: Formatter;
  readonly compiler: CompilerFixer;
  readonly traces: TraceReader;
  /** Where people reach Pipemend, without a trailing slash. */
  readonly publicUrl: string;
}
