import { OperationError } from '@/lib/domain/operation-error';
import { env } from '@/lib/env';

/**
 * Refuses a request that changes something and does not come from our own pages. Browsers send `Origin` with every
 * such request; one without it is no browser's and carries nobody's cookies by accident, but is refused as well.
 */
export function assertSameOrigin(request: { readonly headers: { get(name: string): string | null } }): void {
  const origin = request.headers.get('origin');
  if (origin !== new URL(env().publicUrl).origin) {
    throw new OperationError('forbidden', 'This request does not come from our own pages.');
  }
}
