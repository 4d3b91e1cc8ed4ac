import { pino, type Logger } from 'pino';

import { env } from '@/lib/env';

const shared = globalThis as typeof globalThis & { pipemendServerLog?: Logger };

/** What the part that answers the web has to say. Takes words and ids; never headers, bodies or tokens. */
export function serverLog(): Logger {
  shared.pipemendServerLog ??= pino({ level: env().logLevel, base: null });
  return shared.pipemendServerLog;
}
