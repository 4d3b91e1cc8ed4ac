import type { CodeHost } from './code-host';

/** The OAuth application that an instance knows us by. */
export interface OAuthApplication {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenGrant {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
}

/** `refused` is final (GitLab's `invalid_grant`); every passing fault is a thrown `PlatformError`. */
export type RefreshAnswer =
  | { readonly kind: 'granted'; readonly grant: TokenGrant }
  | { readonly kind: 'refused'; readonly reason: string };

/** The ways into a GitLab: its OAuth endpoints, and its API for whoever holds a token. */
export interface GitLabAccess {
  /** Opens no connection by itself. */
  open(baseUrl: string, accessToken: string): CodeHost;
  exchangeCode(
    application: OAuthApplication,
    request: { code: string; codeVerifier: string; redirectUri: string },
    now: Date,
  ): Promise<TokenGrant>;
  refresh(application: OAuthApplication, refreshToken: string, now: Date): Promise<RefreshAnswer>;
  /** Also when it was revoked before. */
  revoke(application: OAuthApplication, token: string): Promise<void>;
}
