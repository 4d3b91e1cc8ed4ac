import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseEnv, SettingError } from '@/lib/env';
import { startDatabase } from './database/start-database';
import { root } from './root';
import { buildApp } from './stack/build-app';
import { inStep, progress } from './stack/progress';

// An installation: the app with the settings of its environment, on the database that DATABASE_URL names or, without one,
// on a PostgreSQL of its own.
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', default: path.join(root, '.data') },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '3000' },
  },
});

try {
  // What is missing is said before anything is started; the address of the database is known only afterwards.
  parseEnv({ ...process.env, DATABASE_URL: process.env.DATABASE_URL ?? 'postgresql://own' });
} catch (error) {
  if (!(error instanceof SettingError)) throw error;
  process.stderr.write(`${error.message}.\n`);
  process.exit(1);
}

const database = await inStep('opening the database', () =>
  startDatabase({ dataDir: path.resolve(options.data), url: process.env.DATABASE_URL }),
);
await buildApp();
const app = spawn(
  process.execPath,
  [path.join(root, 'node_modules/next/dist/bin/next'), 'start', '-H', options.host, '-p', options.port],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', DATABASE_URL: database.url },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill('SIGTERM'));
const [code] = (await once(app, 'exit')) as [number | null];
progress('… closing the database');
await database.stop();
process.exit(code ?? 0);
