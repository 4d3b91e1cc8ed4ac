import { isPlatformError } from '@/lib/domain/platform-error';

/** What was asked for, or null where GitLab answers that there is no such thing. */
export async function orNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (isPlatformError(error) && error.kind === 'not-found') return null;
    throw error;
  }
}
