import { fetch, FormData, Request } from 'undici';

import type { Exchange } from './check-exchange';

type Fetch = typeof fetch;

/** A `fetch` that notes every request with its answer; `all()` gives them once they have been read whole. */
export function recordExchanges(): { fetch: Fetch; all(): Promise<Exchange[]> } {
  const pending: Promise<Exchange>[] = [];
  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const response = await fetch(input, init);
      const copy = response.clone();
      pending.push(
        (async () => ({
          method: init?.method ?? 'GET',
          path: url.pathname,
          query: url.search.slice(1),
          ...bodyOf(init?.body),
          status: response.status,
          ...answerOf(copy.headers.get('content-type'), await copy.text()),
        }))(),
      );
      return response;
    },
    all: () => Promise.all(pending),
  };
}

function bodyOf(body: unknown): { requestBody?: unknown } {
  if (typeof body === 'string') {
    return {
      requestBody: body.startsWith('{') ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body)),
    };
  }
  if (body instanceof FormData) {
    return {
      requestBody: nested([...body].map(([name, value]) => [name, typeof value === 'string' ? value : ''])),
    };
  }
  return {};
}

/** `position[new_line]` in a form is `{position: {new_line}}`. */
function nested(entries: readonly (readonly [string, string])[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const [outer = '', inner] = name.replace(/\]$/, '').split('[');
    if (inner === undefined) result[outer] = value;
    else result[outer] = { ...(result[outer] as object | undefined), [inner]: value };
  }
  return result;
}

function answerOf(type: string | null, text: string): { answer?: unknown } {
  return text !== '' && type?.startsWith('application/json') === true
    ? { answer: JSON.parse(text) as unknown }
    : {};
}
