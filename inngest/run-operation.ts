import { NonRetriableError, RetryAfterError } from 'inngest';
import { isPlatformError } from '@/lib/domain/platform-error';
import type { Services } from '@/lib/operations/services';
import { services } from '@/lib/runtime';

/** The one place where what went wrong outside is said in the engine's words: wait so long, try again, or stop. */
export async function runOperation<T>(work: (services: Services) => Promise<T>): Promise<T> {
  try {
    return await work(services());
  } catch (error) {
    if (isPlatformError(error)) {
      const { retryAfterSeconds } = error.details;
      if (error.kind === 'rate-limited') {
        throw new RetryAfterError(error.message, `${Math.min(retryAfterSeconds ?? 60, 3600)}s`, {
          cause: error,
        });
      }
      if (error.kind === 'unavailable' || error.kind === 'unexpected') throw error;
      throw new NonRetriableError(error.message, { cause: error });
    }
    if (error instanceof Error && error.name === 'OperationError') {
      throw new NonRetriableError(error.message, { cause: error });
    }
    throw error;
  }
}
