import { expect, it } from 'vitest';

import { deliveryKey } from './delivery-key';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const pipeline = (changes: object) =>
  bytes({
    object_kind: 'pipeline',
    object_attributes: { id: 3, status: 'failed', finished_at: 'then', ...changes },
  });

it('is what GitLab sends for it', () => {
  expect(
    deliveryKey(new Headers({ 'idempotency-key': 'key-12345', 'webhook-id': 'id-12345' }), bytes({})),
  ).toBe('key-12345');
  expect(deliveryKey(new Headers({ 'webhook-id': 'id-12345' }), bytes({}))).toBe('id-12345');
});

it('without that is made of what happened: the same again, or another', () => {
  const none = new Headers();
  const key = deliveryKey(none, pipeline({}));
  expect(deliveryKey(none, pipeline({ duration: 5 }))).toBe(key);
  expect(deliveryKey(none, pipeline({ status: 'success' }))).not.toBe(key);
  expect(deliveryKey(none, pipeline({ id: 4 }))).not.toBe(key);
  expect(deliveryKey(none, pipeline({ finished_at: 'later' }))).not.toBe(key);
  expect(deliveryKey(new Headers({ 'x-gitlab-webhook-uuid': 'other' }), pipeline({}))).not.toBe(key);
});

it('without a time is made of the bytes', () => {
  const none = new Headers();
  expect(deliveryKey(none, pipeline({ finished_at: null }))).not.toBe(
    deliveryKey(none, pipeline({ finished_at: null, duration: 5 })),
  );
  expect(deliveryKey(none, Buffer.from('no json'))).toMatch(/^digest:[0-9a-f]{64}$/);
});

it('does not take an odd or overlong one', () => {
  expect(deliveryKey(new Headers({ 'idempotency-key': 'a b' }), bytes({}))).toMatch(/^digest:/);
  expect(deliveryKey(new Headers({ 'idempotency-key': 'x'.repeat(500) }), bytes({}))).toMatch(/^digest:/);
});
