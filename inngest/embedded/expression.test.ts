import { describe, expect, it } from 'vitest';

import { expressionProblem, keyOf, matches, numberOf } from './expression';

const event = { name: 'go', data: { n: 5, text: 'x', list: ['a'], nothing: null } };
const async = { name: 'answer', data: { n: 5, text: 'y' } };

describe('matches', () => {
  it.each([
    'event.data.n == async.data.n',
    'event.data.n > 4 && "a" in event.data.list',
    'event.data.nothing == null',
    'has(event.data.text) && !has(event.data.missing)',
    'event.data.missing == 1 || event.data.n == 5',
  ])('holds: %s', (expression) => {
    expect(matches(expression, { event, async })).toBe(true);
  });

  it.each([
    'event.data.text == async.data.text',
    'event.data.missing == async.data.missing',
    'event.data.missing == null',
    'event.data.text',
    'event.data.n % 2 == 1',
    'process.exit(1)',
    'event.constructor.constructor("return 1")() == 1',
    'nonsense (',
  ])('does not hold: %s', (expression) => {
    expect(matches(expression, { event, async })).toBe(false);
  });

  it('holds where there is no expression', () => {
    expect(matches(undefined, { event })).toBe(true);
  });
});

describe('keyOf', () => {
  it('gives a text, however large the value or odd its characters', () => {
    expect(keyOf('event.data.text', { event })).toBe('x');
    expect(keyOf('event.data.n', { event })).toBe('5');
    expect(keyOf('size(event.data.list)', { event })).toBe('1');
    expect(keyOf('event.data.missing', { event })).toBe('null');
    expect(keyOf('event.data.text + "-" + string(event.data.n)', { event })).toBe('x-5');
    const long = keyOf('event.data.text', { event: { data: { text: 'x'.repeat(10_000) } } });
    expect(long).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(keyOf('event.data.text', { event: { data: { text: 'a\0b' } } })).toMatch(/^sha256:/);
  });
});

describe('numberOf', () => {
  it('gives a number or null', () => {
    expect(numberOf('event.data.n', { event })).toBe(5);
    expect(numberOf('event.data.text', { event })).toBeNull();
    expect(numberOf('event.data.missing', { event })).toBeNull();
  });
});

describe('expressionProblem', () => {
  it('says what is wrong, or null', () => {
    expect(expressionProblem('event.data.n == 1')).toBeNull();
    expect(expressionProblem('event.data.(')).toEqual(expect.any(String));
  });
});
