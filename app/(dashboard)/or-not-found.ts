import { notFound } from 'next/navigation';
import { isOperationError } from '@/lib/domain/operation-error';

/** What a query gives; the page "not found" for what does not exist or is not the caller's to see. */
export async function orNotFound<Result>(query: Promise<Result>): Promise<Result> {
  try {
    return await query;
  } catch (error) {
    if (isOperationError(error) && (error.kind === 'not-found' || error.kind === 'invalid')) notFound();
    throw error;
  }
}
