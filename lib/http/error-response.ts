import { isOperationError } from '@/lib/domain/operation-error';
import { isPlatformError, type PlatformErrorKind } from '@/lib/domain/platform-error';

type OperationErrorKind = 'not-found' | 'forbidden' | 'unauthenticated' | 'invalid' | 'conflict';

const operationStatus: Record<OperationErrorKind, number> = {
  'not-found': 404,
  forbidden: 403,
  unauthenticated: 401,
  invalid: 400,
  conflict: 409,
};

/** What GitLab refuses us is a fault behind us: only "come back later" keeps its own number. */
const platformStatus: Record<PlatformErrorKind, number> = {
  unauthorized: 502,
  forbidden: 502,
  'not-found': 502,
  conflict: 409,
  invalid: 502,
  'rate-limited': 503,
  unavailable: 503,
  unexpected: 502,
};

/** The answer to an expected error, with its words and nothing else; throws what is not expected on. */
export function errorResponse(error: unknown): Response {
  if (isOperationError(error)) return answer(operationStatus[error.kind], error.message, {});
  if (isPlatformError(error)) {
    const { retryAfterSeconds } = error.details;
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    return answer(platformStatus[error.kind], error.message, headers);
  }
  throw error;
}

function answer(status: number, message: string, headers: Record<string, string>): Response {
  return Response.json({ error: message }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
