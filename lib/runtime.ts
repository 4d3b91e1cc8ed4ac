import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { prettierFormatter } from '@/lib/fixers/prettier-formatter';
import { typescriptFixer } from '@/lib/fixers/typescript-fixer';
import type { Services } from '@/lib/operations/services';
import { traceReader } from '@/lib/workers/diagnose-trace-in-worker';
import { codeHostForConnection, projectRoles, systemClock } from '@/lib/runtime/gitlab';

/** The composition root: the real database, clock, GitLab and fixers of this process. */
export function services(): Services {
  return {
    db,
    clock: systemClock,
    roles: projectRoles,
    codeHost: codeHostForConnection,
    formatter: prettierFormatter,
    compiler: typescriptFixer,
    traces: traceReader,
    publicUrl: env().publicUrl,
  };
}
