import { z } from 'zod';

import type { KeptValues } from './kept-values';

const answer = z
  .object({ uid: z.string(), secret: z.string() })
  .transform(({ uid, secret }) => ({ clientId: uid, clientSecret: secret }));

/** The app's OAuth application on the sandbox: the one of an earlier start, else a new one. */
export async function registerOauthApplication(
  kept: KeptValues,
  sandbox: { readonly baseUrl: string; readonly controlUrl: string },
  redirectUri: string,
): Promise<NonNullable<KeptValues['oauthApplication']>> {
  const known = kept.oauthApplication;
  if (known?.redirectUri === redirectUri && known.sandboxUrl === sandbox.baseUrl) return known;
  const response = await fetch(`${sandbox.controlUrl}/oauth-applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Pipemend',
      redirectUris: [redirectUri],
      scopes: ['api', 'read_api', 'read_user'],
    }),
  });
  if (!response.ok) throw new Error(`The sandbox refused the OAuth application: ${response.status}.`);
  return { redirectUri, sandboxUrl: sandbox.baseUrl, ...answer.parse(await response.json()) };
}
