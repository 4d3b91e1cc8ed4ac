/** The caller's affair: what was asked cannot be done as asked. Mapped to HTTP in `lib/http`. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  constructor(
    readonly kind: 'not-found' | 'forbidden' | 'unauthenticated' | 'invalid' | 'conflict',
    message: string,
  ) {
    super(message);
  }
}

/** Recognises an OperationError also when it comes from another copy of this module (two bundles in one process). */
export function isOperationError(error: unknown): error is OperationError {
  return error instanceof Error && error.name === 'OperationError' && 'kind' in error;
}
