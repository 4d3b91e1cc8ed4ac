import { Inngest } from 'inngest';

import { getPool } from '@/lib/db/pool';
import { env, type InngestSettings } from '@/lib/env';

import { createEventApi } from './embedded/event-api';
import { log } from './log';

type FetchFor = (settings: InngestSettings) => typeof fetch;
type Log = Record<
  'debug' | 'info' | 'warn' | 'error',
  (details: Record<string, unknown>, text: string) => void
>;

/**
 * A client whose mode is decided when it is first used, not when this module loads: a build has no settings.
 * Embedded, its events go to the engine's tables in our database; remote, to the Inngest server that is set.
 */
export function createClient(settings: () => InngestSettings, fetchFor: FetchFor, log: Log): Inngest {
  const options = {
    id: 'pipemend',
    logger: toSdkLogger(log),
    fetch: (...call: Parameters<typeof fetch>) => fetchFor(settings())(...call),
  };
  // The SDK asks its options each time it needs one of these, so getters can answer late.
  Object.defineProperties(options, {
    isDev: { get: () => isUnsigned(settings()) },
    eventKey: { get: () => remote(settings())?.eventKey ?? undefined },
    signingKey: { get: () => remote(settings())?.signingKey ?? undefined },
    baseUrl: { get: () => baseUrl(remote(settings())) },
  });
  return new Inngest(options);
}

/** Whether calls are not signed: in this process they need not be, and Inngest's development server does not sign. */
function isUnsigned(settings: InngestSettings): boolean {
  return settings.kind === 'embedded' || settings.dev !== false;
}

type Remote = Extract<InngestSettings, { kind: 'remote' }>;

function remote(settings: InngestSettings): Remote | undefined {
  return settings.kind === 'remote' ? settings : undefined;
}

function baseUrl(settings: Remote | undefined): string | undefined {
  if (settings?.baseUrl != null) return settings.baseUrl;
  return typeof settings?.dev === 'string' ? settings.dev : undefined;
}

/** The SDK calls a logger with details and a text, or with a text and more texts. */
function toSdkLogger(log: Log) {
  const writer =
    (level: keyof Log) =>
    (...[first, second, ...rest]: unknown[]) => {
      const isDetails = typeof first === 'object' && first !== null && typeof second === 'string';
      if (isDetails) log[level]({ ...first }, second);
      else
        log[level](
          {},
          [first, second, ...rest]
            .filter((part) => part !== undefined)
            .map(String)
            .join(' '),
        );
    };
  return { debug: writer('debug'), info: writer('info'), warn: writer('warn'), error: writer('error') };
}

const eventApi = createEventApi(getPool);
const serverTimeoutMs = 30_000;

const fetchFromServer: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(serverTimeoutMs) });

/** The application's client: functions are made with it, and events sent. */
export const inngest = createClient(
  () => env().inngest,
  (settings) => (settings.kind === 'embedded' ? eventApi : fetchFromServer),
  log,
);
