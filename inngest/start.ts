import { getPool } from '@/lib/db/pool';
import { env, SettingError, type Env } from '@/lib/env';

import { inngest } from './client';
import { followDevHandler } from './dev-handler';
import { acceptEvents } from './embedded/accept-events';
import { startEngine } from './embedded/engine';
import { allFunctions } from './functions/all-functions';
import { log } from './log';
import { register } from './register';
import { startRelay, type Publish } from './relay';
import { createServeHandler } from './serve-handler';

interface Background {
  stop(): Promise<void>;
}

// Next may load this module more than once, and there must be one engine in a process.
const shared = globalThis as typeof globalThis & { pipemendBackground?: Promise<Background> };

/**
 * Starts what runs behind the pages, once in a process: the relay that publishes the outbox, and the
 * embedded engine or, with an Inngest server, the registration there. A missing or wrong setting, or a
 * function that the engine cannot run, ends the process with the reason.
 */
export async function startBackground(options: { readonly isDevelopment: boolean }): Promise<void> {
  if (shared.pipemendBackground !== undefined) return;
  shared.pipemendBackground = start(options.isDevelopment);
  try {
    const background = await shared.pipemendBackground;
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => stopBeforeExit(background));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
    if (!(error instanceof SettingError)) log.error({ error: String(error) }, 'The start failed');
    process.exit(1);
  }
}

async function start(isDevelopment: boolean): Promise<Background> {
  const settings = env();
  if (settings.inngest.kind === 'remote') return startWithServer(settings);
  const pool = getPool();
  const { databaseUrl, publicUrl } = settings;
  const first = createServeHandler(inngest, allFunctions, publicUrl);
  const handler = isDevelopment ? followDevHandler(first, publicUrl) : () => first;
  const engine = await startEngine({ pool, databaseUrl, handler, log });
  const relay = startRelay({ pool, databaseUrl, publish: acceptEvents, log });
  return {
    async stop() {
      await Promise.all([relay.stop(), engine.stop()]);
    },
  };
}

function startWithServer(settings: Env): Background {
  if (settings.inngest.kind === 'remote' && settings.inngest.dev !== false && !isLocal(settings.publicUrl)) {
    throw new SettingError(
      'INNGEST_DEV must not be set where others can reach this installation, because a development server does not sign its calls.',
    );
  }
  const publish: Publish = (_, events) =>
    inngest.send(events.map(({ name, data, id }) => ({ name, data, ...(id == null ? {} : { id }) })));
  const relay = startRelay({ pool: getPool(), databaseUrl: settings.databaseUrl, publish, log });
  const stopped = new AbortController();
  const handler = createServeHandler(inngest, allFunctions, settings.publicUrl);
  register(handler, log, stopped.signal).catch((error: unknown) => {
    log.error({ error: String(error) }, 'The functions could not be registered with the Inngest server');
  });
  return {
    async stop() {
      stopped.abort();
      await relay.stop();
    },
  };
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

/** Next ends the process when its own requests are answered; the steps that run are given their time first. */
function stopBeforeExit(background: Background): void {
  const stopped = background.stop().catch((error: unknown) => {
    log.error({ error: String(error) }, 'The engine did not stop cleanly');
  });
  const exit = process.exit.bind(process);
  process.exit = ((code) => {
    void stopped.then(() => exit(code));
  }) as typeof process.exit;
}
