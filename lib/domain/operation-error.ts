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
