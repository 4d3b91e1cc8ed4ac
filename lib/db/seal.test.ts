import { randomBytes } from 'node:crypto';

import { expect, it } from 'vitest';

import { openWith, placeOf, SealError, sealWith } from './seal';

const key = (id: string) => ({ id, key: randomBytes(32) });
const one = key('one');
const two = key('two');
const place = placeOf('Connection', 'accessToken', 'row-1');

it('opens what it sealed, in its place', () => {
  const sealed = sealWith([one], 'a token, ünïcode', place);
  expect(sealed).not.toContain('token');
  expect(openWith([one], sealed, place)).toBe('a token, ünïcode');
  expect(openWith([one], sealWith([one], '', place), place)).toBe('');
});

it('seals the same text another way each time', () => {
  expect(sealWith([one], 'text', place)).not.toBe(sealWith([one], 'text', place));
});

it('opens what an older key sealed once a new one is in front', () => {
  const sealed = sealWith([one], 'text', place);
  expect(openWith([two, one], sealed, place)).toBe('text');
  expect(sealWith([two, one], 'text', place)).toMatch(/^two\./);
});

it('does not open in another row, column or table', () => {
  const sealed = sealWith([one], 'text', place);
  for (const other of [
    placeOf('Connection', 'accessToken', 'row-2'),
    placeOf('Connection', 'refreshToken', 'row-1'),
    placeOf('Project', 'accessToken', 'row-1'),
  ]) {
    expect(() => openWith([one], sealed, other)).toThrow(SealError);
  }
});

it('does not open with another key, also one of the same name', () => {
  const sealed = sealWith([one], 'text', place);
  expect(() => openWith([two], sealed, place)).toThrow(SealError);
  expect(() => openWith([key('one')], sealed, place)).toThrow(SealError);
});

it.each(['', 'one', 'one..', 'one.AAAA.AAAA', 'no dots at all'])('does not open %j', (sealed) => {
  expect(() => openWith([one], sealed, place)).toThrow(SealError);
});

it('does not open once a single byte was changed', () => {
  const sealed = sealWith([one], 'text', place);
  const [id = '', iv = '', body = ''] = sealed.split('.');
  const bytes = Buffer.from(body, 'base64url');
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => openWith([one], `${id}.${iv}.${changed.toString('base64url')}`, place)).toThrow(SealError);
  }
});
