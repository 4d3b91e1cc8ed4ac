import { performance } from 'node:perf_hooks';

const TIMEOUT_MS = 10_000;
const KEPT_BODY = 8192;

export interface HookAnswer {
  /** Null: the receiver could not be reached or took too long; `error` says how. */
  status: number | null;
  body: string;
  headers: Record<string, string>;
  error: string | null;
  seconds: number;
}

/** Posts one delivery. Redirects are answers, not invitations. Never throws. */
export async function postHook(
  url: string,
  headers: Record<string, string>,
  body: string,
): Promise<HookAnswer> {
  const started = performance.now();
  const seconds = (): number => Math.round(performance.now() - started) / 1000;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.slice(0, KEPT_BODY),
      headers: Object.fromEntries(response.headers.entries()),
      error: null,
      seconds: seconds(),
    };
  } catch (error) {
    return { status: null, body: '', headers: {}, error: describe(error), seconds: seconds() };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'Net::ReadTimeout';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
