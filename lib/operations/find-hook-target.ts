import { getPool } from '@/lib/db/pool';
import { open, placeOf } from '@/lib/db/seal';
import type { HookSecrets } from '@/lib/ports/delivery-reader';

/** The project that a webhook's address belongs to, with what its deliveries have to present. */
export interface HookTarget {
  readonly projectId: string;
  readonly workspaceId: string;
  readonly gitlabProjectId: number;
  readonly secrets: HookSecrets;
}

const rememberMs = 3_000;
const most = 1_000;
const known = new Map<string, { target: HookTarget; until: number }>();

/**
 * Null when no connected project has this key. Remembered for three seconds, found ones only: a burst of deliveries
 * costs one question, and guessing keys fills no memory.
 */
export async function findHookTarget(key: string, now: number): Promise<HookTarget | null> {
  if (!/^[A-Za-z0-9_-]{16,64}$/.test(key)) return null;
  const remembered = known.get(key);
  if (remembered && remembered.until > now) return remembered.target;
  known.delete(key);
  const { rows } = await getPool().query<Row>({
    name: 'find-hook-target',
    text: `SELECT "id", "workspaceId", "gitlabProjectId", "hookToken", "hookSigningToken"
           FROM "Project" WHERE "key" = $1 AND "disconnectedAt" IS NULL`,
    values: [key],
  });
  const row = rows[0];
  if (!row) return null;
  const target: HookTarget = {
    projectId: row.id,
    workspaceId: row.workspaceId,
    gitlabProjectId: row.gitlabProjectId,
    secrets: {
      tokens: secretsIn(row.hookToken, placeOf('Project', 'hookToken', row.id)),
      signingTokens: secretsIn(row.hookSigningToken, placeOf('Project', 'hookSigningToken', row.id)),
    },
  };
  if (known.size >= most) known.clear();
  known.set(key, { target, until: now + rememberMs });
  return target;
}

interface Row {
  readonly id: string;
  readonly workspaceId: string;
  readonly gitlabProjectId: number;
  readonly hookToken: string;
  readonly hookSigningToken: string;
}

// While a secret is rotated the old one stands behind the new one, with a space between.
function secretsIn(sealed: string, place: string): string[] {
  return open(sealed, place)
    .split(' ')
    .filter((secret) => secret !== '');
}
