import { z } from 'zod';

/**
 * Every setting of the process. This is the only file of the application that reads `process.env`;
 * all others ask `env()`. Whatever is absent or wrong ends the start with one sentence that names the setting.
 */
export interface Env {
  readonly databaseUrl: string;
  /** Where browsers and GitLab reach this installation, without a trailing slash. */
  readonly publicUrl: string;
  /** Keys for encryption at rest: the first encrypts, all decrypt. */
  readonly secretKeys: readonly [SecretKey, ...SecretKey[]];
  /** Signs the sign-in cookies. */
  readonly nextAuthSecret: string;
  /** The GitLab to know from the first start on. */
  readonly firstInstance: FirstInstance | null;
  /** Networks (CIDR) which are not public but may be called all the same. */
  readonly allowPrivateNetworks: readonly string[];
  readonly inngest: InngestSettings;
  readonly logLevel: LogLevel;
}

export interface SecretKey {
  readonly id: string;
  readonly key: Buffer;
}

export interface FirstInstance {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** `embedded`: our own engine runs the functions in this process. `remote`: an Inngest server calls us. */
export type InngestSettings =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'remote';
      readonly eventKey: string | null;
      readonly signingKey: string | null;
      readonly baseUrl: string | null;
      /** An unsigned development server: `true`, or its address. */
      readonly dev: boolean | string;
    };

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A setting is absent or wrong. The message is one sentence that starts with the setting's name. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

const httpUrl = (message: string) =>
  z
    .string()
    .refine((text) => {
      if (!URL.canParse(text)) return false;
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username && !url.password;
    }, message)
    .transform((text) => text.replace(/\/+$/, ''));

const required = (message: string) => z.string({ error: message }).min(1, message);

const settings = z.object({
  DATABASE_URL: required(
    'must be the address of a PostgreSQL database, e.g. postgresql://user:password@host:5432/pipemend',
  ).regex(/^postgres(?:ql)?:\/\/[^/]/, 'must start with postgresql:// and name a host'),
  PIPEMEND_URL: required(
    'must be the public address of this installation, e.g. https://pipemend.example.com',
  ).pipe(httpUrl('must be an http(s) address without a query, e.g. https://pipemend.example.com')),
  PIPEMEND_SECRET_KEY: required('must be 32 bytes in base64'),
  NEXTAUTH_SECRET: required('must be a random text of at least 32 characters').min(
    32,
    'must have at least 32 characters',
  ),
  NEXTAUTH_URL: z.string().optional(),
  PIPEMEND_GITLAB_URL: httpUrl('must be the http(s) address of a GitLab, e.g. https://gitlab.com').optional(),
  PIPEMEND_GITLAB_CLIENT_ID: z.string().optional(),
  PIPEMEND_GITLAB_CLIENT_SECRET: z.string().optional(),
  PIPEMEND_ALLOW_PRIVATE_NETWORKS: z.string().optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  INNGEST_BASE_URL: httpUrl('must be the http(s) address of an Inngest server').optional(),
  INNGEST_DEV: z.string().optional(),
  PIPEMEND_LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});

type Settings = z.infer<typeof settings>;

function parseSecretKeys(text: string): Env['secretKeys'] {
  const entries = text.split(',').map((entry) => entry.trim());
  const keys = entries.map((entry): SecretKey => {
    const colon = entry.indexOf(':');
    const id = colon === -1 ? '1' : entry.slice(0, colon);
    const encoded = colon === -1 ? entry : entry.slice(colon + 1);
    const key = Buffer.from(encoded, 'base64');
    if (!/^[A-Za-z0-9+/]{43}=?$/.test(encoded) || key.length !== 32) {
      throw new SettingError('PIPEMEND_SECRET_KEY must be 32 bytes in base64');
    }
    if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) {
      throw new SettingError('PIPEMEND_SECRET_KEY may only name its keys with letters, digits, - and _');
    }
    return { id, key };
  });
  const [first, ...others] = keys;
  if (first === undefined) throw new SettingError('PIPEMEND_SECRET_KEY must be 32 bytes in base64');
  if (new Set(keys.map(({ id }) => id)).size !== keys.length) {
    throw new SettingError('PIPEMEND_SECRET_KEY must give each of its keys another name');
  }
  return [first, ...others];
}

function parseFirstInstance(from: Settings): FirstInstance | null {
  const { PIPEMEND_GITLAB_URL: url, PIPEMEND_GITLAB_CLIENT_ID: clientId } = from;
  const clientSecret = from.PIPEMEND_GITLAB_CLIENT_SECRET;
  if (url === undefined && clientId === undefined && clientSecret === undefined) return null;
  const because = 'because another of the PIPEMEND_GITLAB_ settings is';
  if (url === undefined) throw new SettingError(`PIPEMEND_GITLAB_URL must be set ${because}`);
  if (clientId === undefined) throw new SettingError(`PIPEMEND_GITLAB_CLIENT_ID must be set ${because}`);
  if (clientSecret === undefined)
    throw new SettingError(`PIPEMEND_GITLAB_CLIENT_SECRET must be set ${because}`);
  return { url, clientId, clientSecret };
}

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

function parseNetworks(text: string | undefined): readonly string[] {
  const networks = (text ?? '').split(/[\s,]+/).filter((network) => network !== '');
  const wrong = networks.find((network) => !cidr.safeParse(network).success);
  if (wrong !== undefined) {
    throw new SettingError(
      'PIPEMEND_ALLOW_PRIVATE_NETWORKS must be a list of networks, e.g. 10.0.0.0/8,fd00::/8',
    );
  }
  return networks;
}

function parseInngest(from: Settings): InngestSettings {
  const { INNGEST_EVENT_KEY: eventKey = null, INNGEST_SIGNING_KEY: signingKey = null } = from;
  const { INNGEST_BASE_URL: baseUrl = null, INNGEST_DEV: devText } = from;
  const dev = parseInngestDev(devText);
  if (eventKey === null && signingKey === null && baseUrl === null && dev === false)
    return { kind: 'embedded' };
  if (dev === false) {
    const because = 'because another of the INNGEST_ settings is';
    if (eventKey === null) throw new SettingError(`INNGEST_EVENT_KEY must be set ${because}`);
    if (signingKey === null) throw new SettingError(`INNGEST_SIGNING_KEY must be set ${because}`);
  }
  return { kind: 'remote', eventKey, signingKey, baseUrl, dev };
}

function parseInngestDev(text: string | undefined): boolean | string {
  if (text === undefined || text === '0' || text === 'false') return false;
  if (text === '1' || text === 'true') return true;
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '');
  throw new SettingError('INNGEST_DEV must be 1 or the address of an Inngest development server');
}

/** Reads the settings from a record such as `process.env`; an empty text counts as absent. Throws `SettingError`. */
export function parseEnv(record: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value?.trim()));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingError(`${String(issue?.path[0])} ${issue?.message ?? 'is wrong'}`);
  }
  const from = parsed.data;
  if (from.NEXTAUTH_URL !== undefined && from.NEXTAUTH_URL.replace(/\/+$/, '') !== from.PIPEMEND_URL) {
    throw new SettingError('NEXTAUTH_URL must be absent or the same as PIPEMEND_URL');
  }
  return {
    databaseUrl: from.DATABASE_URL,
    publicUrl: from.PIPEMEND_URL,
    secretKeys: parseSecretKeys(from.PIPEMEND_SECRET_KEY),
    nextAuthSecret: from.NEXTAUTH_SECRET,
    firstInstance: parseFirstInstance(from),
    allowPrivateNetworks: parseNetworks(from.PIPEMEND_ALLOW_PRIVATE_NETWORKS),
    inngest: parseInngest(from),
    logLevel: from.PIPEMEND_LOG_LEVEL,
  };
}

// Next loads a module once for its routes and once for instrumentation: what both share hangs on globalThis.
const shared = globalThis as typeof globalThis & { pipemendEnv?: Env };

/**
 * The settings of this process, read at the first call (never while modules load, so that a build needs none).
 * Throws `SettingError`, which the start turns into its one sentence.
 */
export function env(): Env {
  shared.pipemendEnv ??= parseEnv(process.env);
  // next-auth reads this one by itself and would otherwise trust the Host header.
  process.env.NEXTAUTH_URL ??= shared.pipemendEnv.publicUrl;
  return shared.pipemendEnv;
}

/** Forgets what was read, so that the next `env()` reads again. For tests that set the environment. */
export function forgetEnv(): void {
  delete shared.pipemendEnv;
}
