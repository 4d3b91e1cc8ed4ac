import { describe, expect, it } from 'vitest';
import { redact } from './redact';
import { ciLines } from './testing/ci-lines';
import { b64, gitlab, join, keyBody, made, w20, w40, word } from './testing/made-secrets';

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
  it.each(ciLines.map((line) => [line.what, line] as const))(
    'takes out %s',
    (_what, { text, gone, stays }) => {
      const result = redact(text);
      for (const secret of gone) expect(result).not.toContain(secret);
      for (const part of stays) expect(result).toContain(part);
      expect(result).not.toBe(text);
      expect(result.split('\n').length).toBe(text.split('\n').length);
    },
  );

  it('knows two hundred kinds or more', () => {
    expect(ciLines.length).toBeGreaterThanOrEqual(200);
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
    for (const { text } of ciLines) {
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
