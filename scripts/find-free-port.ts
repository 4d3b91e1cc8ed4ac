import { createServer } from 'node:net';

/** A port of 127.0.0.1 that is free now: the preferred one if it is, else any. `0` prefers none. */
export async function findFreePort(preferred = 0): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? raiseNoPort();
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(null);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : null);
      });
    });
  });
}

function raiseNoPort(): never {
  throw new Error('No port of 127.0.0.1 is free.');
}
