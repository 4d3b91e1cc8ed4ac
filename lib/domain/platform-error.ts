export type PlatformErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'rate-limited'
  | 'unavailable'
  | 'unexpected';

/**
 * GitLab's or a provider's affair. `message` is safe to show: it holds GitLab's own words where it gave any, never a token.
 * `invalid` is a 400 or 422, `conflict` a 409, `unavailable` a network fault, a time-out or a 5xx.
 */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  constructor(
    readonly kind: PlatformErrorKind,
    message: string,
    readonly details: { status?: number; retryAfterSeconds?: number } = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** True when the same call may succeed later without anyone doing anything. */
  get isPassing(): boolean {
    return this.kind === 'rate-limited' || this.kind === 'unavailable';
  }
}

/** Recognises a PlatformError also when it comes from another copy of this module (two bundles in one process). */
export function isPlatformError(error: unknown): error is PlatformError {
  return error instanceof Error && error.name === 'PlatformError' && 'kind' in error;
}
