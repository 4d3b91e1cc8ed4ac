import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';

export interface Received {
  headers: IncomingHttpHeaders;
  /** The raw bytes, as a signature covers them. */
  body: string;
  payload: Record<string, unknown>;
}

/** Takes webhooks and answers with `status`, which a test may change. */
export class HookReceiver {
  readonly received: Received[] = [];
  status = 200;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<HookReceiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('the receiver has no port');
    const receiver = new HookReceiver(server, `http://127.0.0.1:${address.port}/hook`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        receiver.received.push({
          headers: request.headers,
          body,
          payload: JSON.parse(body) as Record<string, unknown>,
        });
        response.writeHead(receiver.status).end();
      });
    });
    return receiver;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
