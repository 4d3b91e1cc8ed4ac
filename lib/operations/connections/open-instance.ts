import { open, placeOf } from '@/lib/db/seal';
import type { OAuthApplication } from '@/lib/ports/gitlab-access';

/** An instance's row as the OAuth application that it knows us by, its secret opened. */
export function openInstance(row: {
  readonly id: string;
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): OAuthApplication {
  return {
    baseUrl: row.baseUrl,
    clientId: row.clientId,
    clientSecret: open(row.clientSecret, placeOf('Instance', 'clientSecret', row.id)),
  };
}
