import { Server, type IncomingMessage, type ServerResponse } from 'node:http';

import { receiveDelivery } from './receive-delivery';

const shared = globalThis as typeof globalThis & { pipemendTakesWebhooks?: boolean };
const address = /^\/api\/webhooks\/gitlab\/([A-Za-z0-9_-]{1,64})$/;

const answerHeaders = {
  'content-length': '0',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * Lets the process's HTTP servers hand webhooks to `receiveDelivery` before Next makes a page request of them, which
 * costs several times what taking them costs. The same is done with them as in the route, which stays for servers that
 * this is not called in (development, tests). To be called once, when the process starts; again does nothing.
 */
export function takeWebhooksEarly(): void {
  if (shared.pipemendTakesWebhooks === true) return;
  shared.pipemendTakesWebhooks = true;
  const emit = Reflect.get(Server.prototype, 'emit') as (
    this: Server,
    event: string,
    ...args: unknown[]
  ) => boolean;
  Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
    if (event === 'request' && take(args[0] as IncomingMessage, args[1] as ServerResponse)) return true;
    return emit.call(this, event, ...args);
  };
}

function take(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'POST') return false;
  const projectKey = address.exec(request.url ?? '')?.[1];
  if (projectKey === undefined) return false;
  const headers = { get: (name: string) => headerOf(request, name) };
  receiveDelivery({ projectKey, headers, body: request })
    .then(({ status }) => {
      // What was not read of the body is not going to be: the connection ends with the answer.
      const ending = request.readableEnded ? {} : { connection: 'close' };
      const later = status === 503 ? { 'retry-after': '10' } : {};
      response.writeHead(status, { ...answerHeaders, ...ending, ...later }).end();
    })
    // An answer that cannot be written is no answer: GitLab counts the delivery as failed, as it should.
    .catch(() => response.destroy());
  return true;
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : (value ?? null);
}
