import { expect, it } from 'vitest';
import { redact } from './redact';
import { secretVariableValues } from './secret-variable-values';

const plain = (key: string, value: string | null) => ({ key, value, isMasked: false });
const pass = ['correct', 'horse', 'battery'].join('-');
const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');

it('names masked values, secrets by their name and secrets by their shape', () => {
  const variables = [
    { key: 'GREETING', value: 'good-morning', isMasked: true },
    plain('DB_PASSWORD', pass),
    plain('MIRROR', `https://ci:${token}@git.example/till.git`),
  ];
  expect(secretVariableValues(variables)).toEqual(variables.map(({ value }) => value));
});

it('leaves what stands in every log, what is hidden and what is short', () => {
  expect(
    secretVariableValues([
      plain('NODE_ENV', 'production'),
      plain('DEPLOY_BRANCH', 'release/main'),
      plain('DB_PASSWORD', null),
      plain('DB_PASSWORD', 'abc'),
      plain('API_URL', 'https://api.shop.example/v4'),
    ]),
  ).toEqual([]);
});

it('serves to take them out of a line that does not give them away', () => {
  const values = secretVariableValues([plain('DB_PASSWORD', pass)]);
  const line = `connecting as till with ${Buffer.from(pass).toString('base64')} or ${pass}`;
  expect(redact(line, { values })).toBe(
    'connecting as till with [redacted:variable:1] or [redacted:variable:2]',
  );
});
