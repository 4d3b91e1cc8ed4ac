import { Hono } from 'hono';
import { html } from 'hono/html';

import { digestOf, newSecret } from '../access/token-digest';
import type { ApiContext, ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import { page } from '../pages/layout';
import { sameText } from '../pages/sessions';
import type { Sessions } from '../pages/sessions';
import { signInFirst } from '../pages/sign-in-routes';
import type { UserRecord } from '../store/records';
import { readAuthorizationRequest, withParams } from './authorization-request';
import type { AuthorizationRequest } from './authorization-request';

const CODE_LIFETIME_MS = 10 * 60_000;

const SCOPE_WORDS: Record<string, string> = {
  api: 'Access the API on your behalf',
  read_api: 'Read the API on your behalf',
  read_user: 'Read your personal information',
  read_repository: 'Read your repositories',
  write_repository: 'Read and write your repositories',
  openid: 'Sign you in',
  profile: 'Read your name',
  email: 'Read your email address',
};

/** The consent page of OAuth 2. */
export function authorizeRoutes(sessions: Sessions): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/oauth/authorize', async (c) => {
    const outcome = readAuthorizationRequest(c.var.sandbox, await readParams(c));
    if (outcome.kind === 'page')
      return page(c, 'An error has occurred', html`<p>${outcome.message}</p>`, 400);
    if (outcome.kind === 'redirect') return c.redirect(outcome.to, 302);
    const session = sessions.find(c);
    if (!session) return signInFirst(c);
    if (outcome.request.application.trusted) return c.redirect(grant(c, session.user, outcome.request), 302);
    return consent(c, session, outcome.request);
  });

  app.post('/oauth/authorize', async (c) => {
    const params = await readParams(c);
    const outcome = readAuthorizationRequest(c.var.sandbox, params);
    if (outcome.kind === 'page')
      return page(c, 'An error has occurred', html`<p>${outcome.message}</p>`, 400);
    if (outcome.kind === 'redirect') return c.redirect(outcome.to, 302);
    const session = sessions.find(c);
    if (!session || !sameText(session.formToken, params.string('authenticity_token') ?? ''))
      return page(c, 'The form has expired', html`<p>Go back and try again.</p>`, 403);
    const { request } = outcome;
    if (params.string('decision') !== 'authorize')
      return c.redirect(
        withParams(request.redirectUri, {
          error: 'access_denied',
          error_description: 'The resource owner or authorization server denied the request.',
          ...(request.state === null ? {} : { state: request.state }),
        }),
        302,
      );
    return c.redirect(grant(c, session.user, request), 302);
  });
  return app;
}

/** Makes a one-time code and gives the address that carries it back. */
function grant(c: ApiContext, user: UserRecord, request: AuthorizationRequest): string {
  const { store, clock } = c.var.sandbox;
  const code = newSecret();
  store.codes.set(digestOf(code), {
    digest: digestOf(code),
    applicationId: request.application.id,
    userId: user.id,
    redirectUri: request.redirectUri,
    scopes: request.scopes,
    codeChallenge: request.codeChallenge,
    expiresAt: new Date(clock.now().getTime() + CODE_LIFETIME_MS).toISOString(),
    spentOn: null,
  });
  return withParams(request.redirectUri, {
    code,
    ...(request.state === null ? {} : { state: request.state }),
  });
}

function consent(
  c: ApiContext,
  session: { user: UserRecord; formToken: string },
  request: AuthorizationRequest,
) {
  const { application } = request;
  const hidden = {
    client_id: application.uid,
    redirect_uri: request.redirectUri,
    response_type: 'code',
    scope: request.scopes.join(' '),
    authenticity_token: session.formToken,
    ...(request.state === null ? {} : { state: request.state }),
    ...(request.codeChallenge === null
      ? {}
      : { code_challenge: request.codeChallenge, code_challenge_method: 'S256' }),
  };
  const body = html`<p>Signed in as <strong>${session.user.username}</strong>.</p>
    <form method="post" action="/oauth/authorize">
      ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <p>This application will be able to:</p>
      <ul>
        ${request.scopes.map((scope) => html`<li>${SCOPE_WORDS[scope] ?? scope} <code>(${scope})</code></li>`)}
      </ul>
      <p>It will be told at <code>${request.redirectUri}</code>.</p>
      <button type="submit" name="decision" value="authorize">Authorize ${application.name}</button>
      <button type="submit" name="decision" value="deny">Cancel</button>
    </form>`;
  return page(c, `Authorize ${application.name} to use your account?`, body);
}
