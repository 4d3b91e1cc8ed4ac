import { pino, type Logger } from 'pino';

import { env } from '@/lib/env';

let logger: Logger | undefined;

/** Made at the first message: while modules load there are no settings yet. */
function get(): Logger {
  logger ??= pino({ level: env().logLevel, base: { part: 'inngest' } });
  return logger;
}

type Write = (details: Record<string, unknown>, message: string) => void;

/** The log of the engine, the relay and the functions: one line of JSON a message. */
export const log: Record<'debug' | 'info' | 'warn' | 'error', Write> = {
  debug: (details, message) => get().debug(details, message),
  info: (details, message) => get().info(details, message),
  warn: (details, message) => get().warn(details, message),
  error: (details, message) => get().error(details, message),
};
