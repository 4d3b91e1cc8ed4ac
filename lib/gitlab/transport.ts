import { fetch, type RequestInit, type Response } from 'undici';

import { PlatformError } from '@/lib/domain/platform-error';

import { endpointTemplate } from './endpoint-template';
import { guardedDispatcher } from './network/guarded-dispatcher';
import { BlockedAddressError } from './network/guarded-lookup';
import { readRefusal, withoutSecret } from './read-refusal';

export interface TransportOptions {
  /** The GitLab's own address, a relative URL root included. */
  readonly baseUrl: string;
  /** Sent as `Authorization: Bearer`, to that address only; null for what needs none. */
  readonly accessToken: string | null;
  readonly allowPrivateNetworks: readonly string[];
  /** Told of each request before it is sent: the method and the kind of address. */
  readonly onCall?: (method: string, template: string) => void;
  readonly fetchImpl?: typeof fetch;
  /** How long one stream may take from its first byte to its last; ten minutes when absent. */
  readonly streamWithinMs?: number;
}

export interface ApiRequest {
  readonly method: string;
  /** Below the GitLab's address, e.g. `api/v4/user`; already percent-encoded. */
  readonly path: string;
  /** Already encoded, without `?`. */
  readonly query?: string;
  readonly body?: NonNullable<RequestInit['body']>;
  readonly contentType?: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * Sends requests to one GitLab as one person. Every failure is a `PlatformError`. Never retries (the durable
 * engine does), never follows a redirect with the token, never connects to an address that the guard refuses.
 */
export interface Transport {
  /** The answer has to be JSON (or empty) and at most 64 MiB. */
  json(request: ApiRequest): Promise<ApiAnswer>;
  /** Like `json`, but a refusal is an answer too: its status tells, and a body that is no JSON is null. */
  answer(request: ApiRequest): Promise<ApiAnswer>;
  /** The answer's bytes as they come in. Redirects to an object store are followed, without the token. */
  stream(request: ApiRequest): Promise<AsyncIterable<Uint8Array>>;
}

const answerWithinMs = 30_000;
const longestStreamMs = 10 * 60_000;
const largestJson = 64 * 1024 * 1024;
const mostRedirects = 3;

export function createTransport(options: TransportOptions): Transport {
  const { accessToken, fetchImpl = fetch } = options;
  const secret = accessToken ?? '';
  const root = `${options.baseUrl.replace(/\/+$/, '')}/`;
  const dispatcher = guardedDispatcher(options.allowPrivateNetworks);

  const fault = (error: unknown): PlatformError => readFault(error, secret);

  async function send(url: URL, init: RequestInit): Promise<Response> {
    try {
      return await fetchImpl(url, { ...init, dispatcher, redirect: 'manual' });
    } catch (error) {
      throw fault(error);
    }
  }

  function open(request: ApiRequest, signal: AbortSignal): Promise<Response> {
    assertPlainPath(request.path);
    const url = new URL(request.path, root);
    if (request.query !== undefined) url.search = request.query;
    options.onCall?.(request.method, templateOf(request.path));
    return send(url, {
      method: request.method,
      signal,
      headers: {
        ...(accessToken === null ? {} : { authorization: `Bearer ${accessToken}` }),
        accept: 'application/json, */*;q=0.5',
        'user-agent': 'Pipemend',
        ...(request.contentType === undefined ? {} : { 'content-type': request.contentType }),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
    });
  }

  async function refusalOf(response: Response): Promise<PlatformError> {
    const text = await readText(response, 64 * 1024).catch((error: unknown) => {
      // Too long for an error's words, e.g. a proxy's page: the status alone tells. A cut connection is a fault of its own.
      if (error instanceof PlatformError) return '';
      throw fault(error);
    });
    const refusal = {
      status: response.status,
      body: parseJson(text) ?? null,
      retryAfter: response.headers.get('retry-after'),
    };
    return readRefusal(refusal, secret, new Date());
  }

  return {
    async json(request) {
      const response = await open(request, AbortSignal.timeout(answerWithinMs));
      if (isRedirect(response.status)) {
        await response.body?.cancel();
        throw new PlatformError('unexpected', 'GitLab answered with a redirect to another address.', {
          status: response.status,
        });
      }
      if (!response.ok) throw await refusalOf(response);
      const text = await readText(response, largestJson).catch((error: unknown) => {
        throw fault(error);
      });
      const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim() ?? '';
      if (text !== '' && !/^application\/(?:[\w.-]+\+)?json$/.test(type)) {
        throw new PlatformError(
          'unexpected',
          `GitLab answered with ${type || 'something'} where JSON was due.`,
          {
            status: response.status,
          },
        );
      }
      const body = text === '' ? null : parseJson(text);
      if (body === undefined) throw new PlatformError('unavailable', "GitLab's answer was cut short.");
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    },

    async answer(request) {
      const response = await open(request, AbortSignal.timeout(answerWithinMs));
      const text = await readText(response, largestJson).catch((error: unknown) => {
        throw fault(error);
      });
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, headers, body: parseJson(text) ?? null };
    },

    async stream(request) {
      // A stall is the dispatcher's to end; a stream that drips without end would hold those behind it up for ever.
      const waiting = new AbortController();
      const timer = setTimeout(() => waiting.abort(new DOMException('', 'TimeoutError')), answerWithinMs);
      try {
        let response = await open(request, waiting.signal);
        for (let hops = 0; isRedirect(response.status); hops += 1) {
          const target = redirectTarget(response, root);
          await response.body?.cancel();
          if (target === null || hops === mostRedirects) {
            throw new PlatformError('unexpected', 'GitLab answered with a redirect that leads nowhere.');
          }
          response = await send(target, { method: 'GET', signal: waiting.signal });
        }
        if (!response.ok) throw await refusalOf(response);
        const limit = AbortSignal.timeout(options.streamWithinMs ?? longestStreamMs);
        limit.addEventListener('abort', () => waiting.abort(limit.reason), { once: true });
        return chunksOf(response, fault);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** The template of an address below the GitLab's own, e.g. `/projects/:id`; GraphQL keeps its address. */
function templateOf(path: string): string {
  return path.startsWith('api/v4/') ? endpointTemplate(path.slice('api/v4/'.length)) : `/${path}`;
}

// `..` as a branch or file name would otherwise be resolved away and reach another endpoint.
function assertPlainPath(path: string): void {
  const odd = path.split('/').some((segment) => segment === '' || /^(?:\.|%2e){1,2}$/i.test(segment));
  if (odd) throw new PlatformError('invalid', 'This name cannot be part of an address.');
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function redirectTarget(response: Response, root: string): URL | null {
  const location = response.headers.get('location');
  if (location === null || !URL.canParse(location, response.url || root)) return null;
  const target = new URL(location, response.url || root);
  const isPlainAllowed = new URL(root).protocol === 'http:';
  return target.protocol === 'https:' || (target.protocol === 'http:' && isPlainAllowed) ? target : null;
}

async function* chunksOf(response: Response, fault: (error: unknown) => PlatformError) {
  if (!response.body) return;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) yield chunk;
  } catch (error) {
    throw fault(error);
  }
}

async function readText(response: Response, most: number): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > most) throw new PlatformError('unexpected', "GitLab's answer is too large.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The caller tells the two cases apart: an error page needs no JSON, an answer does.
    return undefined;
  }
}

function readFault(error: unknown, secret: string): PlatformError {
  if (error instanceof PlatformError) return error;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof BlockedAddressError) {
    return new PlatformError('invalid', cause.message, {}, { cause });
  }
  if (cause instanceof Error && ['TimeoutError', 'AbortError'].includes(cause.name)) {
    return new PlatformError('unavailable', 'GitLab did not answer in time.', {}, { cause });
  }
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  const words = code || (cause instanceof Error ? cause.message : 'network fault');
  return new PlatformError('unavailable', withoutSecret(`GitLab could not be reached (${words}).`, secret));
}
