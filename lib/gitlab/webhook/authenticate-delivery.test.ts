import { createHmac, randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { isSignedDelivery, precheckDelivery } from './authenticate-delivery';

const token = 'the-token-of-this-hook';
const signingToken = `whsec_${randomBytes(32).toString('base64')}`;
const secrets = { tokens: [token], signingTokens: [signingToken] };
const now = new Date('2026-03-01T12:00:00Z');
const seconds = String(now.getTime() / 1000);

function sign(body: string, id = 'msg-1', timestamp = seconds, secret = signingToken): string {
  const key = Buffer.from(secret.slice(6), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function signed(body: string, changes: Record<string, string> = {}): Headers {
  const headers = { 'webhook-id': 'msg-1', 'webhook-timestamp': seconds, 'webhook-signature': sign(body) };
  return new Headers({ ...headers, ...changes });
}

describe('the token', () => {
  it('lets the right one in', () => {
    expect(precheckDelivery(new Headers({ 'x-gitlab-token': token }), secrets)).toEqual({ kind: 'token' });
  });

  it.each([
    ['none', new Headers()],
    ['an empty one', new Headers({ 'x-gitlab-token': '' })],
    ['a wrong one', new Headers({ 'x-gitlab-token': 'another' })],
    ['its beginning', new Headers({ 'x-gitlab-token': token.slice(0, -1) })],
    ['more than it', new Headers({ 'x-gitlab-token': `${token}x` })],
    ['another case', new Headers({ 'x-gitlab-token': token.toUpperCase() })],
    [
      'it twice',
      new Headers([
        ['x-gitlab-token', token],
        ['x-gitlab-token', token],
      ]),
    ],
    ['a list of it', new Headers({ 'x-gitlab-token': `["${token}"]` })],
  ])('refuses %s', (_name, headers) => {
    expect(precheckDelivery(headers, secrets)).toEqual({ kind: 'refused' });
  });

  it('refuses everything when a hook has no token', () => {
    const empty = { tokens: [''], signingTokens: [] };
    expect(precheckDelivery(new Headers({ 'x-gitlab-token': '' }), empty)).toEqual({ kind: 'refused' });
  });

  it('is still looked at when the delivery is signed', () => {
    const headers = signed('{}', { 'x-gitlab-token': 'another' });
    expect(precheckDelivery(headers, secrets)).toEqual({ kind: 'refused' });
    headers.set('x-gitlab-token', token);
    expect(precheckDelivery(headers, secrets)).toEqual({ kind: 'signed', hasToken: true });
  });

  it('may be an old one while it is rotated', () => {
    const both = { ...secrets, tokens: ['the-new-one', token] };
    expect(precheckDelivery(new Headers({ 'x-gitlab-token': token }), both)).toEqual({ kind: 'token' });
  });
});

describe('the signature', () => {
  const body = '{"object_kind":"push"}';
  const check = (headers: Headers, of = body, at = now) =>
    isSignedDelivery(headers, Buffer.from(of), secrets, at);

  it('is right for these bytes', () => {
    expect(check(signed(body))).toBe(true);
  });

  it('may be one of several, by an old secret or a new one', () => {
    const old = `whsec_${randomBytes(32).toString('base64')}`;
    const two = `${sign(body, 'msg-1', seconds, old)} ${sign(body)}`;
    expect(check(signed(body, { 'webhook-signature': two }))).toBe(true);
    const rotated = { tokens: [], signingTokens: [old, signingToken] };
    expect(isSignedDelivery(signed(body), Buffer.from(body), rotated, now)).toBe(true);
  });

  it('may be made with the secret as it is written', () => {
    const raw = createHmac('sha256', signingToken).update(`msg-1.${seconds}.${body}`).digest('base64');
    expect(check(signed(body, { 'webhook-signature': `v1,${raw}` }))).toBe(true);
  });

  it.each([
    ['one byte of the body changed', signed(body), body.replace('push', 'pusH')],
    ['another id', signed(body, { 'webhook-id': 'msg-2' }), body],
    ['another time', signed(body, { 'webhook-timestamp': String(Number(seconds) + 1) }), body],
    ['a time that is none', signed(body, { 'webhook-timestamp': 'now' }), body],
    ['no version', signed(body, { 'webhook-signature': sign(body).slice(3) }), body],
    ['another version', signed(body, { 'webhook-signature': `v2,${sign(body).slice(3)}` }), body],
    ['nothing in it', signed(body, { 'webhook-signature': 'v1,' }), body],
    ['the beginning of it', signed(body, { 'webhook-signature': sign(body).slice(0, -4) }), body],
  ])('is wrong with %s', (_name, headers, of) => {
    expect(check(headers, of)).toBe(false);
  });

  it.each([
    [300, true],
    [301, false],
    [-300, true],
    [-301, false],
  ])('%i seconds later is it right: %s', (later, isRight) => {
    expect(check(signed(body), body, new Date(now.getTime() + later * 1000))).toBe(isRight);
  });

  it('of another hook is wrong', () => {
    const other = { tokens: [], signingTokens: [`whsec_${randomBytes(32).toString('base64')}`] };
    expect(isSignedDelivery(signed(body), Buffer.from(body), other, now)).toBe(false);
    expect(isSignedDelivery(signed(body), Buffer.from(body), { tokens: [], signingTokens: [] }, now)).toBe(
      false,
    );
  });
});
