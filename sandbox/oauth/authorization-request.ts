import type { Sandbox } from '../sandbox';
import type { ApplicationRecord } from '../store/records';
import type { Params } from '../http/read-params';

export interface AuthorizationRequest {
  application: ApplicationRecord;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  codeChallenge: string | null;
}

export type RequestOutcome =
  | { kind: 'valid'; request: AuthorizationRequest }
  /** Nothing may be sent to an address that nobody registered. */
  | { kind: 'page'; message: string }
  | { kind: 'redirect'; to: string };

const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Checks what an application asks for, before anybody is asked for consent. */
export function readAuthorizationRequest(sandbox: Sandbox, params: Params): RequestOutcome {
  const uid = params.string('client_id') ?? '';
  const application = [...sandbox.store.applications.values()].find((one) => one.uid === uid);
  if (!application)
    return {
      kind: 'page',
      message:
        'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    };
  const redirectUri = params.string('redirect_uri') ?? '';
  if (!application.redirectUris.includes(redirectUri))
    return { kind: 'page', message: 'The redirect URI included is not valid.' };
  const state = params.string('state') ?? null;
  const back = (error: string, description: string): RequestOutcome => ({
    kind: 'redirect',
    to: withParams(redirectUri, {
      error,
      error_description: description,
      ...(state === null ? {} : { state }),
    }),
  });
  if (params.string('response_type') !== 'code')
    return back('unsupported_response_type', 'The authorization server does not support this response type.');
  const asked = (params.string('scope') ?? '').split(/[\s+]+/).filter((scope) => scope !== '');
  const scopes = asked.length > 0 ? asked : application.scopes.slice(0, 1);
  if (scopes.some((scope) => !application.scopes.includes(scope)))
    return back('invalid_scope', 'The requested scope is invalid, unknown, or malformed.');
  const codeChallenge = params.string('code_challenge') ?? null;
  if (codeChallenge === null && !application.confidential)
    return back('invalid_request', 'Code challenge is required.');
  if (codeChallenge !== null) {
    if (params.string('code_challenge_method') !== 'S256')
      return back('invalid_code_challenge_method', 'The code challenge method must be S256.');
    if (!CHALLENGE.test(codeChallenge)) return back('invalid_request', 'The code challenge is not valid.');
  }
  return { kind: 'valid', request: { application, redirectUri, scopes, state, codeChallenge } };
}

export function withParams(address: string, params: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value);
  return url.toString();
}
