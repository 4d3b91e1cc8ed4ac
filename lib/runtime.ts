import { codeHostForConnection } from '@/lib/auth/code-host-for-connection';
import { projectRoles } from '@/lib/auth/project-roles';
import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { prettierFormatter } from '@/lib/fixers/prettier-formatter';
import { typescriptFixer } from '@/lib/fixers/typescript-fixer';
import type { Services } from '@/lib/operations/services';

/** The composition root: the real database, clock, GitLab and fixers of this process. */
export function services(): Services {
  return {
    db,
    clock: { now: () => new Date() },
    roles: projectRoles,
    codeHost: codeHostForConnection,
    formatter: prettierFormatter,
    compiler: typescriptFixer,
    publicUrl: env().publicUrl,
  };
}
