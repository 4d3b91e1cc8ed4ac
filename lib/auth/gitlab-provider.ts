import { timingSafeEqual } from 'node:crypto';

import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';

import { providerIdOf } from '@/lib/operations/list-instances';
import type { GitLabAccess, OAuthApplication, TokenGrant } from '@/lib/ports/gitlab-access';

export interface GitLabProfile {
  readonly id: number;
  readonly username: string;
  readonly name: string;
}

/** What one sign-in learnt, for the part that stores it: next-auth itself passes on the account alone. */
export interface SignIn {
  profile: GitLabProfile;
  grant: TokenGrant;
}

const callbackParams = z.object({ code: z.string(), state: z.string() });

/**
 * One GitLab as a way to sign in (PKCE and state). The exchange goes through our own guarded client: next-auth's
 * would follow its own rules about addresses, and keeps its network options for all providers together.
 */
export function gitlabProvider(
  instance: { readonly id: string; readonly name: string; readonly application: OAuthApplication },
  gitlab: GitLabAccess,
  onSignIn: (signIn: SignIn) => void,
): OAuthConfig<GitLabProfile> {
  const { application } = instance;
  let grant: TokenGrant | null = null;
  return {
    id: providerIdOf(instance.application.baseUrl),
    name: instance.name,
    type: 'oauth',
    checks: ['pkce', 'state'],
    clientId: application.clientId,
    clientSecret: application.clientSecret,
    authorization: { url: `${application.baseUrl}/oauth/authorize`, params: { scope: 'api' } },
    token: {
      url: `${application.baseUrl}/oauth/token`,
      async request({ params, checks, provider }) {
        const { code, state } = callbackParams.parse(params);
        // With an exchange of our own, comparing the state is ours as well.
        if (!checks.state || !isSame(state, checks.state)) throw new Error('The state does not match.');
        if (!checks.code_verifier) throw new Error('The code verifier is missing.');
        const request = { code, codeVerifier: checks.code_verifier, redirectUri: provider.callbackUrl };
        grant = await gitlab.exchangeCode(application, request, new Date());
        return { tokens: { access_token: grant.accessToken } };
      },
    },
    userinfo: {
      async request() {
        if (!grant) throw new Error('There are no tokens to ask with.');
        const profile = await gitlab.open(application.baseUrl, grant.accessToken).currentUser();
        onSignIn({ profile, grant });
        return profile;
      },
    },
    // No e-mail address: a GitLab that anyone may run must not be able to say who somebody is elsewhere.
    profile: ({ id, name, username }) => ({
      id: String(id),
      name: name || username,
      email: null,
      image: null,
    }),
  };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
