import { afterEach, describe, expect, it, vi } from 'vitest';

import { env, forgetEnv, parseEnv, SettingError } from './env';

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');

const complete = {
  DATABASE_URL: 'postgresql://someone@127.0.0.1:5432/pipemend',
  PIPEMEND_URL: 'https://pipemend.example.com/',
  PIPEMEND_SECRET_KEY: keyOf(1),
  NEXTAUTH_SECRET: 'x'.repeat(32),
};

const refusal = (change: Record<string, string | undefined>) => {
  try {
    parseEnv({ ...complete, ...change });
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('parseEnv', () => {
  it('gives defaults where nothing is required', () => {
    const parsed = parseEnv(complete);
    expect(parsed).toMatchObject({
      publicUrl: 'https://pipemend.example.com',
      firstInstance: null,
      allowPrivateNetworks: [],
      inngest: { kind: 'embedded' },
      logLevel: 'info',
    });
    expect(parsed.secretKeys).toEqual([{ id: '1', key: Buffer.alloc(32, 1) }]);
  });

  it.each(['DATABASE_URL', 'PIPEMEND_URL', 'PIPEMEND_SECRET_KEY', 'NEXTAUTH_SECRET'])(
    'refuses a start without %s in one sentence that names it',
    (name) => {
      expect(refusal({ [name]: undefined })).toMatch(new RegExp(`^${name} must be `));
      expect(refusal({ [name]: '  ' })).toMatch(new RegExp(`^${name} must be `));
    },
  );

  it.each([
    [{ DATABASE_URL: 'mysql://host/db' }, /^DATABASE_URL must start with postgresql:/],
    [{ PIPEMEND_URL: 'pipemend.example.com' }, /^PIPEMEND_URL must be an http/],
    [{ PIPEMEND_URL: 'ftp://pipemend.example.com' }, /^PIPEMEND_URL must be an http/],
    [{ PIPEMEND_SECRET_KEY: 'c2hvcnQ=' }, /^PIPEMEND_SECRET_KEY must be 32 bytes in base64$/],
    [{ PIPEMEND_SECRET_KEY: 'z'.repeat(64) }, /^PIPEMEND_SECRET_KEY must be 32 bytes in base64$/],
    [{ PIPEMEND_SECRET_KEY: `a:${keyOf(1)},a:${keyOf(2)}` }, /^PIPEMEND_SECRET_KEY must give each/],
    [{ NEXTAUTH_SECRET: 'short' }, /^NEXTAUTH_SECRET must have at least 32/],
    [{ NEXTAUTH_URL: 'https://other.example.com' }, /^NEXTAUTH_URL must be absent or the same/],
    [{ PIPEMEND_GITLAB_URL: 'https://gitlab.com' }, /^PIPEMEND_GITLAB_CLIENT_ID must be set/],
    [{ PIPEMEND_GITLAB_CLIENT_SECRET: 'x' }, /^PIPEMEND_GITLAB_URL must be set/],
    [
      { PIPEMEND_ALLOW_PRIVATE_NETWORKS: '10.0.0.0/8, home' },
      /^PIPEMEND_ALLOW_PRIVATE_NETWORKS must be a list/,
    ],
    [{ PIPEMEND_ALLOW_PRIVATE_NETWORKS: '10.0.0.0/33' }, /^PIPEMEND_ALLOW_PRIVATE_NETWORKS must be a list/],
    [{ INNGEST_EVENT_KEY: 'key' }, /^INNGEST_SIGNING_KEY must be set/],
    [{ INNGEST_BASE_URL: 'http://inngest.example.com' }, /^INNGEST_EVENT_KEY must be set/],
    [{ INNGEST_DEV: 'maybe' }, /^INNGEST_DEV must be 1 or/],
    [{ PIPEMEND_LOG_LEVEL: 'loud' }, /^PIPEMEND_LOG_LEVEL must be one of/],
  ])('refuses %j', (change, sentence) => {
    expect(refusal(change)).toMatch(sentence);
  });

  it('never repeats a secret in its refusal', () => {
    const secret = 'k'.repeat(20);
    expect(refusal({ PIPEMEND_SECRET_KEY: secret })).not.toContain(secret);
    expect(refusal({ NEXTAUTH_SECRET: secret })).not.toContain(secret);
    expect(refusal({ DATABASE_URL: secret })).not.toContain(secret);
  });

  it('reads a key ring, the current key first', () => {
    const { secretKeys } = parseEnv({ ...complete, PIPEMEND_SECRET_KEY: `new:${keyOf(2)}, old:${keyOf(1)}` });
    expect(secretKeys.map(({ id, key }) => [id, key[0]])).toEqual([
      ['new', 2],
      ['old', 1],
    ]);
  });

  it('knows the first instance and the networks', () => {
    const parsed = parseEnv({
      ...complete,
      PIPEMEND_GITLAB_URL: 'https://gitlab.example.com/sub/',
      PIPEMEND_GITLAB_CLIENT_ID: 'id',
      PIPEMEND_GITLAB_CLIENT_SECRET: 'secret',
      PIPEMEND_ALLOW_PRIVATE_NETWORKS: '10.0.0.0/8, fd00::/8',
    });
    expect(parsed.firstInstance).toEqual({
      url: 'https://gitlab.example.com/sub',
      clientId: 'id',
      clientSecret: 'secret',
    });
    expect(parsed.allowPrivateNetworks).toEqual(['10.0.0.0/8', 'fd00::/8']);
  });

  it('tells the embedded engine from a remote one', () => {
    expect(parseEnv({ ...complete, INNGEST_EVENT_KEY: 'e', INNGEST_SIGNING_KEY: 's' }).inngest).toEqual({
      kind: 'remote',
      eventKey: 'e',
      signingKey: 's',
      baseUrl: null,
      dev: false,
    });
    expect(parseEnv({ ...complete, INNGEST_DEV: 'http://127.0.0.1:8288/' }).inngest).toMatchObject({
      kind: 'remote',
      dev: 'http://127.0.0.1:8288',
    });
    expect(parseEnv({ ...complete, INNGEST_DEV: '0' }).inngest).toEqual({ kind: 'embedded' });
  });
});

describe('env', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    forgetEnv();
  });

  it('reads the environment once and tells next-auth the public address', () => {
    for (const [name, value] of Object.entries(complete)) vi.stubEnv(name, value);
    vi.stubEnv('NEXTAUTH_URL', undefined);
    const first = env();
    vi.stubEnv('PIPEMEND_URL', 'https://elsewhere.example.com');
    expect(env()).toBe(first);
    expect(process.env.NEXTAUTH_URL).toBe('https://pipemend.example.com');
  });
});
