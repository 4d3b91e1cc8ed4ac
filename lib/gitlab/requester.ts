import { FormData, type RequestInit } from 'undici';
import { createRequesterFn, type FormattedResponse } from '@gitbeaker/requester-utils';
import type { BaseResourceOptions } from '@gitbeaker/requester-utils';

import type { ApiAnswer, Transport } from './transport';

/**
 * What each gitbeaker resource is made with: it knows GitLab's endpoints and pages, our transport does the sending.
 * gitbeaker's own sending retries writes, follows redirects with the token and believes any content type.
 */
export function resourceOptions(baseUrl: string, transport: Transport): BaseResourceOptions<false> {
  const host = baseUrl.replace(/\/+$/, '');
  return {
    host,
    rateLimits: {},
    queryTimeout: null,
    requesterFn: createRequesterFn(
      (_resource, request) => Promise.resolve(request),
      (endpoint, request = {}) => handle(transport, host, endpoint, request),
    ),
  };
}

async function handle(
  transport: Transport,
  host: string,
  endpoint: string,
  request: Record<string, unknown>,
): Promise<FormattedResponse<never>> {
  const { method, prefixUrl, searchParams, body } = request;
  const prefix = String(prefixUrl).slice(host.length + 1);
  const apiRequest = {
    method: String(method),
    path: `${prefix.replace(/\/+$/, '')}/${endpoint}`,
    ...(typeof searchParams === 'string' ? { query: searchParams } : {}),
    ...bodyOf(body),
  };
  const answer = await transport.json(apiRequest);
  return {
    status: answer.status,
    headers: headersForPaging(answer),
    // gitbeaker's type names what GitLab promises; every caller parses what really came.
    body: answer.body as never,
  };
}

function bodyOf(body: unknown): { body?: NonNullable<RequestInit['body']>; contentType?: string } {
  if (typeof body === 'string') return { body, contentType: 'application/json' };
  if (body instanceof globalThis.FormData) {
    // Node's built-in FormData is another class than the one of undici's fetch.
    const form = new FormData();
    for (const [name, value] of body) form.append(name, typeof value === 'string' ? value : '');
    return { body: form };
  }
  return {};
}

// An empty page that points to a next one would be followed for ever.
function headersForPaging(answer: ApiAnswer): Record<string, string> {
  const { link, ...headers } = answer.headers;
  const isEmptyPage = Array.isArray(answer.body) && answer.body.length === 0;
  return link === undefined || isEmptyPage ? headers : { ...headers, link };
}
