import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems hand to outgoing connections (32768 and up on Linux, 49152 and up elsewhere): one of those may
 * be taken between being found free and being used.
 */
const lowest = 20_000;
const beyond = 32_000;
const tries = 50;

/** A port of 127.0.0.1 that is free now: the preferred one if it is, else any. `0` prefers none. */
export async function findFreePort(preferred = 0): Promise<number> {
  if (preferred !== 0 && (await isFree(preferred))) return preferred;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const port = randomInt(lowest, beyond);
    if (await isFree(port)) return port;
  }
  throw new Error('No port of 127.0.0.1 is free.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
