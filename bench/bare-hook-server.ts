import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createPool } from '@/lib/db/pool';

/**
 * The least that could take a webhook: node:http and one durable insert of the body through `pg`. It checks nothing and
 * reads nothing; the receiver is measured against it. Prints its address when it listens; ends with its parent.
 */
async function main(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl);
  await pool.query('CREATE TABLE IF NOT EXISTS bench_hooks (id bigserial PRIMARY KEY, body jsonb NOT NULL)');
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      pool
        .query({
          name: 'insert',
          text: 'INSERT INTO bench_hooks (body) VALUES ($1)',
          values: [Buffer.concat(chunks).toString('utf8')],
        })
        .then(
          () => response.writeHead(200).end(),
          () => response.writeHead(503).end(),
        );
    });
  });
  server.listen(0, '127.0.0.1', () => {
    console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  process.once('disconnect', () => process.exit(0));
}

await main(process.argv[2] ?? '');
