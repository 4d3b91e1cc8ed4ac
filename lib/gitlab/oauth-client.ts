import { z } from 'zod';

import type { PlatformError } from '@/lib/domain/platform-error';
import type { GitLabAccess, OAuthApplication, TokenGrant } from '@/lib/ports/gitlab-access';

import { readRefusal } from './read-refusal';
import { createTransport, type ApiAnswer, type TransportOptions } from './transport';
import { parseOne } from './wire/parse-answer';

type OAuthClient = Pick<GitLabAccess, 'exchangeCode' | 'refresh' | 'revoke'>;

const wireGrant = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.number().positive().nullish(),
  scope: z.string().catch(''),
});

const wireError = z.object({ error: z.string(), error_description: z.string().catch('') });

/** GitLab's OAuth endpoints, through the same guarded transport as its API. */
export function createOAuthClient(
  options: Pick<TransportOptions, 'allowPrivateNetworks' | 'onCall' | 'fetchImpl'>,
): OAuthClient {
  function post(application: OAuthApplication, path: string, fields: Record<string, string>) {
    const transport = createTransport({ ...options, baseUrl: application.baseUrl, accessToken: null });
    const body = new URLSearchParams({
      client_id: application.clientId,
      client_secret: application.clientSecret,
      ...fields,
    });
    return transport.answer({
      method: 'POST',
      path,
      body: body.toString(),
      contentType: 'application/x-www-form-urlencoded',
    });
  }

  return {
    async exchangeCode(application, { code, codeVerifier, redirectUri }, now) {
      const answer = await post(application, 'oauth/token', {
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      });
      return grantOf(answer, application, now);
    },
    async refresh(application, refreshToken, now) {
      const answer = await post(application, 'oauth/token', {
        grant_type: 'refresh_token',
        refresh_token: refreshToken,
      });
      const refusal = wireError.safeParse(answer.body);
      if (answer.status >= 400 && refusal.success && refusal.data.error === 'invalid_grant') {
        return {
          kind: 'refused',
          reason: refusal.data.error_description || 'GitLab refused the refresh token.',
        };
      }
      return { kind: 'granted', grant: grantOf(answer, application, now) };
    },
    async revoke(application, token) {
      const answer = await post(application, 'oauth/revoke', { token });
      if (answer.status >= 300) throw refusalOf(answer, application);
    },
  };
}

function grantOf(answer: ApiAnswer, application: OAuthApplication, now: Date): TokenGrant {
  if (answer.status >= 300) throw refusalOf(answer, application);
  const wire = parseOne(wireGrant, answer.body, 'token');
  return {
    accessToken: wire.access_token,
    refreshToken: wire.refresh_token ?? null,
    expiresAt: wire.expires_in ? new Date(now.getTime() + wire.expires_in * 1000) : null,
    scopes: wire.scope.split(' ').filter((scope) => scope !== ''),
  };
}

function refusalOf(answer: ApiAnswer, application: OAuthApplication): PlatformError {
  const refusal = {
    status: answer.status,
    body: answer.body,
    retryAfter: answer.headers['retry-after'] ?? null,
  };
  return readRefusal(refusal, application.clientSecret, new Date());
}
