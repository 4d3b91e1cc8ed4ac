import { PlatformError, type PlatformErrorKind } from '@/lib/domain/platform-error';

/** What came back instead of success. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly retryAfter: string | null;
}

const longest = 600;

/** Turns GitLab's refusal into a `PlatformError` with GitLab's own words; `secret` is struck out of them. */
export function readRefusal(refusal: Refusal, secret: string, now: Date): PlatformError {
  const retryAfterSeconds = readRetryAfter(refusal.retryAfter, now);
  const words = readWords(refusal.body);
  const text = words === '' ? `GitLab answered ${refusal.status}.` : words;
  return new PlatformError(kindOf(refusal.status), withoutSecret(text, secret).slice(0, longest), {
    status: refusal.status,
    ...(retryAfterSeconds === null ? {} : { retryAfterSeconds }),
  });
}

export function withoutSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[token]');
}

function kindOf(status: number): PlatformErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status >= 500) return 'unavailable';
  if (status === 400 || status === 405 || status === 413 || status === 422) return 'invalid';
  return 'unexpected';
}

/** `Retry-After` comes as seconds or as a date. */
function readRetryAfter(text: string | null, now: Date): number | null {
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text);
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

/** GitLab says `message` (a text, a list, or lists by field) or, for tokens, `error` and `error_description`. */
function readWords(body: unknown): string {
  if (typeof body !== 'object' || body === null) return '';
  const { message, error, error_description: description } = body as Record<string, unknown>;
  const parts = [flatten(message), flatten(description), flatten(error)].filter((part) => part !== '');
  return parts[0] ?? '';
}

function flatten(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.slice(0, 20).map(flatten).filter(Boolean).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .slice(0, 20)
      .map(([field, inner]) => `${field}: ${flatten(inner)}`)
      .join('; ');
  }
  return '';
}
