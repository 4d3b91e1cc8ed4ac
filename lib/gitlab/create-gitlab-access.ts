import type { GitLabAccess } from '@/lib/ports/gitlab-access';

import { createCodeHost } from './create-code-host';
import { createOAuthClient } from './oauth-client';
import type { TransportOptions } from './transport';

/** The real GitLabs of the world, behind the guard against addresses that are not public. */
export function createGitLabAccess(
  options: Pick<TransportOptions, 'allowPrivateNetworks' | 'onCall' | 'fetchImpl'>,
): GitLabAccess {
  return {
    ...createOAuthClient(options),
    open: (baseUrl, accessToken) => createCodeHost({ ...options, baseUrl, accessToken }),
  };
}
