import { describe, expect, it } from 'vitest';
import { redact } from './redact';

// No secret stands in this file: each is put together when the test runs, from pieces that are none.
function made(length: number, alphabet: string, seed = 7): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    text += alphabet.charAt((index * 31 + seed * 17 + ((index * index) % 13)) % alphabet.length);
  }
  return text;
}
const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const word = `${upper}${digits}${lower}`;
const hex = `${digits}abcdef`;
const join = (...parts: string[]) => parts.join('');

const w20 = made(20, word);
const w40 = made(40, word, 3);
const esc = '\u001b';
const b64 = (text: string) => Buffer.from(text).toString('base64');
const gitlab = join('gl', 'pat-', w20);
const github = join('gh', 'p_', made(36, word));
const aws = join('AK', 'IA', made(16, `${upper}234567`));
const jwt = join('ey', 'J', made(30, word), '.', 'ey', 'J', made(60, word, 5), '.', made(43, word, 2));
const keyBody = [made(64, word, 1), made(64, word, 2), made(64, word, 4), `${made(30, word, 6)}==`];
const keyHead = (kind: string) => join('-----BEGIN ', kind, 'PRIVATE KEY-----');
const keyFoot = (kind: string) => join('-----END ', kind, 'PRIVATE KEY-----');

/** [what, the text, what must be gone, what must stay] */
const secrets: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  ['a GitLab token in a command', `$ curl -H "X: 1" https://git.example/?t=${gitlab}`, [gitlab], ['curl']],
  ...['oas', 'dt', 'rt', 'rtr', 'cbt', 'ptt', 'ft', 'imt', 'agent', 'soat', 'ffct'].map((kind) => {
    const token = join('gl', kind, '-', w20);
    return [`a GitLab token of the kind ${kind}`, `using ${token} now`, [token], ['using', 'now']] as const;
  }),
  ['a GitLab token glued to a word', `value${gitlab}, next`, [w20], ['next']],
  ['a GitLab session cookie', join('_gitlab', `_session=${w20}`), [w20], []],
  ['a runner registration token', join('GR', '1348941', w20), [w20], []],
  ['a GitHub token', `fatal: using ${github}`, [github], ['fatal: using']],
  ['a fine-grained GitHub token', join('github', '_pat_', w40), [w40], []],
  ['an AWS key id', `AWS key ${aws} is old`, [aws], ['is old']],
  ['an AWS secret in the environment', `AWS_SECRET_ACCESS_KEY=${w40}`, [w40], ['AWS_SECRET_ACCESS_KEY=']],
  ['a Google API key', join('AI', 'za', made(35, word)), [made(35, word)], []],
  ['a Google OAuth token', join('ya', '29.', w40), [w40], []],
  ['a Slack token', join('xo', 'xb-', made(12, digits), '-', made(24, word)), [made(24, word)], []],
  [
    'a Slack webhook',
    join('https://hooks.slack', '.com/services/T', made(8, upper), '/B', made(8, upper), '/', made(24, word)),
    [made(24, word)],
    ['hooks.slack.com'],
  ],
  ['a Stripe key', join('sk', '_live_', made(24, word)), [made(24, word)], []],
  ['a model key', join('sk', '-proj-', w40), [w40], []],
  ['another model key', join('sk', '-ant-api03-', w40), [w40], []],
  ['an npm token', join('np', 'm_', made(36, word)), [made(36, word)], []],
  ['a token in .npmrc', `//registry.example/:_authToken=${w40}`, [w40], ['registry.example']],
  ['a PyPI token', join('py', 'pi-AgE', made(70, word)), [made(70, word)], []],
  ['a RubyGems key', join('ruby', 'gems_', made(48, hex)), [made(48, hex)], []],
  ['a Docker token', join('dckr', '_pat_', made(27, word)), [made(27, word)], []],
  ['a Vault token', join('hv', 's.', w40), [w40], []],
  ['a SendGrid key', join('SG', '.', made(22, word), '.', made(43, word)), [made(43, word)], []],
  ['a Telegram token', join(made(9, digits), ':AA', made(33, word)), [made(33, word)], []],
  ['a Hugging Face token', join('h', 'f_', made(34, word)), [made(34, word)], []],
  ['a DigitalOcean token', join('do', 'p_v1_', made(64, hex)), [made(64, hex)], []],
  ['a Grafana token', join('gl', 'sa_', made(32, word), '_', made(8, hex)), [made(32, word)], []],
  ['an Atlassian token', join('ATAT', 'T3', w40), [w40], []],
  ['a Databricks token', join('da', 'pi', made(32, hex)), [made(32, hex)], []],
  ['a JWT', `token ${jwt} expired`, [jwt, jwt.slice(20)], ['expired']],
  ['a bearer token', `> Authorization: Bearer ${w40}`, [w40], ['Authorization: Bearer']],
  ['basic authorization', `authorization: Basic ${b64(`user:${w20}`)}`, [b64(`user:${w20}`)], ['Basic']],
  [
    'a header in a curl command',
    `curl --header "PRIVATE-TOKEN: ${w20}" https://git.example`,
    [w20],
    ['https://git.example'],
  ],
  ['a job token header', `JOB-TOKEN: ${w40}`, [w40], []],
  ['an API key header', `-H 'X-Api-Key: ${w20}'`, [w20], []],
  ['a Vault header', `X-Vault-Token: ${w20}`, [w20], []],
  ['a cookie', `< Set-Cookie: session=${w40}; Path=/; HttpOnly`, [w40], ['Set-Cookie']],
  ['a sent cookie', `> Cookie: sid=${w20}; theme=dark`, [w20], []],
  [
    'a password in a URL',
    `fatal: unable to access 'https://ci:${w20}@git.example/shop/till.git/'`,
    [w20],
    ['git.example/shop/till.git'],
  ],
  ['a token in a URL', `https://${w40}@git.example/till.git`, [w40], ['git.example']],
  ['a database URL', `DATABASE_URL=postgres://till:${w20}@db.example:5432/till`, [w20], ['db.example:5432']],
  ['a Redis URL', `redis://:${w20}@cache.example:6379/0`, [w20], ['cache.example']],
  ['an AMQP URL', `amqp://guest:${w20}@mq.example`, [w20], []],
  ['a MongoDB URL', `mongodb+srv://till:${w20}@cluster.example/x`, [w20], []],
  [
    'a signed URL',
    `GET https://store.example/a?X-Amz-Signature=${made(64, hex)}&x=1`,
    [made(64, hex)],
    ['&x=1'],
  ],
  ['a token in a query', `https://git.example/api?private_token=${w20}&page=2`, [w20], ['&page=2']],
  ['a connection string', `Server=db;User Id=till;Password=${w20};Encrypt=true`, [w20], ['Encrypt=true']],
  ['a storage key', `AccountName=till;AccountKey=${b64(w40)};EndpointSuffix=x`, [b64(w40)], []],
  ['an exported password', `export DB_PASSWORD='${w20}'`, [w20], ['export DB_PASSWORD=']],
  ['a traced assignment', `+ CI_DEPLOY_PASSWORD=${w20}`, [w20], []],
  ['a password in YAML', `  password: ${w20}`, [w20], ['password:']],
  ['a quoted password in YAML', `    db_password: "${w20}"`, [w20], []],
  ['a secret in JSON', `{"client_secret": "${w40}", "a": 1}`, [w40], ['"a": 1']],
  ['a password in XML', `<password>${w20}</password>`, [w20], ['</password>']],
  ['an XML attribute', `<add key="ApiKey" value="${w20}" />`, [w20], []],
  ['a system property', `mvn deploy -Dsonar.token=${w40} -B`, [w40], ['-B']],
  ['a password option', `helm upgrade --password ${w20} till`, [w20], ['till']],
  ['a password option with =', `tool --password=${w20} --verbose`, [w20], ['--verbose']],
  ['a docker login', `docker login -u till -p ${w20} registry.example`, [w20], ['registry.example']],
  ['a MySQL password', `mysql -u root -p${w20} till`, [w20], ['till']],
  ['curl credentials', `curl -u till:${w20} https://x.example`, [w20], ['https://x.example']],
  ['sshpass', `sshpass -p ${w20} ssh till@host`, [w20], ['ssh till@host']],
  ['a netrc line', `machine git.example login ci password ${w20}`, [w20], ['git.example']],
  ['an SQL password', `CREATE USER till IDENTIFIED BY '${w20}';`, [w20], ['CREATE USER']],
  ['a token option', `npx tool --auth-token ${w20}`, [w20], []],
  [
    'a token split by a colour',
    `token ${gitlab.slice(0, 10)}${esc}[31m${gitlab.slice(10)}${esc}[0m`,
    [gitlab.slice(10)],
    [],
  ],
  ['a token in base64', `config ${b64(`{"token":"${gitlab}"}`)}`, [b64(`{"token":"${gitlab}"}`)], ['config']],
  ['a percent-encoded URL', `url=https%3A%2F%2Fci%3A${w20}%40git.example`, [w20], []],
  ['a private key', [keyHead('RSA '), ...keyBody, keyFoot('RSA ')].join('\n'), keyBody, []],
  [
    'a cut private key',
    ['before', keyHead(''), keyBody[0], keyBody[1], 'npm test'].join('\n'),
    keyBody.slice(0, 2),
    ['before', 'npm test'],
  ],
  [
    'a traced private key',
    [`+ echo '${keyHead('OPENSSH ')}`, keyBody[0], keyBody[1], `${keyFoot('OPENSSH ')}'`, 'next'].join('\n'),
    keyBody.slice(0, 2),
    ['next'],
  ],
  [
    'a private key on one line',
    `KEY="${keyHead('')}\\n${keyBody.join('\\n')}\\n${keyFoot('')}" next`,
    keyBody,
    ['next'],
  ],
  [
    'a prefixed private key',
    [`app_1 | ${keyHead('')}`, `app_1 | ${keyBody[0]}`, `app_1 | ${keyFoot('')}`].join('\n'),
    [keyBody[0] ?? ''],
    [],
  ],
  [
    'an encrypted private key',
    [
      keyHead('RSA '),
      'Proc-Type: 4,ENCRYPTED',
      `DEK-Info: AES-256-CBC,${made(32, hex)}`,
      '',
      keyBody[0],
      keyFoot('RSA '),
    ].join('\n'),
    [keyBody[0] ?? ''],
    [],
  ],
];

const ordinary: readonly string[] = [
  "src/till.ts(12,7): error TS2345: Property 'token' is missing in type '{ password: string; }'",
  'src/auth/password.ts:12:5: error: token: expected string, got undefined',
  '    at Token.parse (/builds/shop/till/src/token.ts:12:34)',
  'AssertionError: expected token to equal password',
  '  ✖ rejects a wrong password (1.2ms)',
  'SyntaxError: Unexpected token: }',
  'Error: secret is required',
  'password: string;',
  'const token = process.env.TOKEN;',
  'token=$CI_JOB_TOKEN',
  'DEPLOY_PASSWORD=[MASKED]',
  'docker run -p 8080:80 till',
  'Fetching changes with git depth set to 20...',
  'Checking out 8e953ce1c6a1f0d9b6a1e7d0c9f8a7b6c5d4e3f2 as main...',
  'npm error code EUSAGE',
  'http://localhost:3000/@scope/till',
  'git@git.example:shop/till.git',
  'sha512-aGVsbG8gd29ybGQgaGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=',
  'integrity checksum failed when using sha512',
  'Compiling password-hash v0.5.0',
  'test auth::token::expires ... FAILED',
  '| password_hash | 0.4.1 | 0.5.0 |',
  'warning: unused variable: `secret`',
  'Using docker image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  'key: value',
  '-----BEGIN CERTIFICATE-----',
  'The password field should not be empty, please type it again.',
];

describe('redact', () => {
  it.each(secrets)('takes out %s', (_what, text, gone, stays) => {
    const result = redact(text);
    for (const secret of gone) expect(result).not.toContain(secret);
    for (const part of stays) expect(result).toContain(part);
    expect(result).toMatch(/\[redacted:[a-z-]+(?::\d+)?\]/);
    expect(result.split('\n').length).toBe(text.split('\n').length);
  });

  it('knows seventy kinds or more', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(70);
  });

  it.each(ordinary.map((line) => [line]))('leaves alone: %s', (line) => {
    expect(redact(line)).toBe(line);
  });

  it('leaves a certificate alone', () => {
    const text = ['-----BEGIN CERTIFICATE-----', keyBody[0], keyBody[1], '-----END CERTIFICATE-----'].join(
      '\n',
    );
    expect(redact(text)).toBe(text);
  });

  it('gives the same secret the same placeholder and another secret another one', () => {
    const other = join('gl', 'pat-', made(20, word, 11));
    const [first, second, third] = redact(`${gitlab}\n${other}\n${gitlab}`).split('\n');
    expect(first).toBe('[redacted:gitlab-token:1]');
    expect(second).toBe('[redacted:gitlab-token:2]');
    expect(third).toBe(first);
  });

  it('changes nothing that it has redacted', () => {
    for (const [, text] of secrets) {
      const once = redact(text);
      expect(redact(once)).toBe(once);
    }
  });

  it('takes out exact values in every form in which they are printed', () => {
    const value = 'pa$$ word/of (the) till';
    const text = [value, b64(value), encodeURIComponent(value), JSON.stringify({ a: value })].join('\n');
    const result = redact(text, { values: [value] });
    for (const form of [value, b64(value).replace(/=+$/, ''), encodeURIComponent(value)]) {
      expect(result).not.toContain(form);
    }
  });

  it('takes out a value of several lines line by line', () => {
    const value = `${w20}\n${w40}`;
    expect(redact(`first ${w20}\nthen ${w40}`, { values: [value] })).toBe(
      'first [redacted:variable:1]\nthen [redacted:variable:2]',
    );
  });

  it.each([
    ['names without values', 'password '.repeat(20_000)],
    ['equal signs', 'password='.repeat(20_000)],
    ['half tokens', 'glpat-'.repeat(20_000)],
    ['half addresses', 'https://a:'.repeat(20_000)],
    ['commands', 'curl -u '.repeat(20_000)],
    ['one endless word', 'a'.repeat(200_000)],
    ['dashes', '-'.repeat(200_000)],
    ['half keys', '-----BEGIN RSA PRIVATE KEY-----\n'.repeat(5_000)],
    ['percent signs', '%41'.repeat(60_000)],
  ])('comes to an end on a text full of %s', (_what, text) => {
    expect(typeof redact(text)).toBe('string');
  });
});
