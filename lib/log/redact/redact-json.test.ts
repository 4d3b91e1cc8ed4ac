import { describe, expect, it } from 'vitest';
import { redactJson } from './redact-json';

const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');

describe('redactJson', () => {
  it('takes out values of variables, addresses and tokens, and keeps the rest', () => {
    const payload = {
      object_kind: 'pipeline',
      object_attributes: { id: 12, ref: 'main', variables: [{ key: 'TILL', value: 'open sesame' }] },
      user: { id: 3, username: 'ada', email: 'ada@shop.example', public_email: 'a@shop.example' },
      commit: {
        message: `use ${token}\n\nSigned-off-by: Ada <ada@shop.example>`,
        author: { email: 'ada@shop.example' },
      },
      project: { ssh_url: 'git@git.example:shop/till.git', runners_token: 'abc' },
      builds: [{ name: 'test', failure_reason: null, manual: false }],
    };
    expect(redactJson(payload)).toEqual({
      object_kind: 'pipeline',
      object_attributes: { id: 12, ref: 'main', variables: [{ key: 'TILL', value: '[redacted:variable]' }] },
      user: { id: 3, username: 'ada', email: '[redacted:email]', public_email: '[redacted:email]' },
      commit: {
        message: 'use [redacted:gitlab-token:1]\n\nSigned-off-by: Ada <[redacted:email]>',
        author: { email: '[redacted:email]' },
      },
      project: { ssh_url: 'git@git.example:shop/till.git', runners_token: '[redacted:secret]' },
      builds: [{ name: 'test', failure_reason: null, manual: false }],
    });
  });

  it('takes out every kind of value of a variable', () => {
    const payload = {
      variables: [
        { key: 'A', value: 1 },
        { key: 'B', value: { deep: 'x' } },
      ],
    };
    expect(redactJson(payload)).toEqual({
      variables: [
        { key: 'A', value: '[redacted:variable]' },
        { key: 'B', value: '[redacted:variable]' },
      ],
    });
  });

  it.each([[null], [12], ['text'], [true], [[]], [{}]])('gives %j back as it is', (value) => {
    expect(redactJson(value)).toEqual(value);
  });

  it('survives a value that is nested without end and a key that means a prototype', () => {
    let deep: unknown = token;
    for (let level = 0; level < 5_000; level += 1) deep = [deep];
    expect(JSON.stringify(redactJson(deep))).not.toContain(token);
    const hostile: unknown = JSON.parse('{"__proto__": {"admin": true}}');
    expect(redactJson(hostile)).not.toHaveProperty('admin');
  });
});
