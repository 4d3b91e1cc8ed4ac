import { describe, expect, it } from 'vitest';

import { createChecker, type Exchange } from './check-exchange';
import type { Contract } from './contract';

const contract: Contract = {
  operations: {
    'GET /api/v4/projects/{}/jobs/{}': {
      parameters: { id: { in: ['path'], types: ['string'], required: true } },
      fields: {
        id: ['integer'],
        duration: ['number'],
        user: ['object'],
        'user.bot': ['string'],
        extra: ['any'],
      },
    },
    'GET /api/v4/projects/{}/jobs/artifacts': { parameters: {}, fields: {} },
    'POST /api/v4/projects/{}/branches': {
      parameters: {
        branch: { in: ['body'], types: ['string'], required: true },
        per_page: { in: ['query'], types: ['integer'], required: false },
      },
      fields: {},
    },
  },
  recorded: { 'GET /api/v4/user': { id: ['integer'] } },
  webhooks: { push: { ref: ['string'] } },
};
const undocumented = [{ operation: 'GET /api/v4/user', reason: 'a reason' }];
const checker = createChecker(contract, undocumented, [
  { of: '*', what: 'field', name: 'user.bot', types: ['boolean'], reason: 'a reason' },
]);
const exchange = (changes: Partial<Exchange>): Exchange => ({
  method: 'GET',
  path: '/api/v4/projects/7/jobs/3',
  query: '',
  status: 200,
  ...changes,
});

describe('an exchange', () => {
  it.each([
    [
      'as described',
      exchange({ answer: { id: 1, duration: 2, user: { bot: true }, extra: { any: 'thing' } } }),
    ],
    ['with nulls', exchange({ answer: { id: null, duration: null } })],
    ['of which only the address is known', exchange({})],
    ['as a list', exchange({ answer: [{ id: 1 }, { id: 2 }] })],
    ['that is listed', exchange({ path: '/api/v4/user', answer: { id: 1 } })],
    ['that was refused', exchange({ status: 404, answer: { message: '404 Not Found' } })],
    [
      'with parameters as described',
      exchange({
        method: 'POST',
        path: '/api/v4/projects/7/branches',
        query: 'per_page=5',
        requestBody: { branch: 'b' },
      }),
    ],
  ])('%s is fine', (_name, one) => {
    expect(checker.checkExchange(one)).toEqual([]);
  });

  const posted = { method: 'POST', path: '/api/v4/projects/7/branches' };
  it.each([
    ['an operation of nobody', exchange({ path: '/api/v4/secret' }), 'not listed'],
    ['another method', exchange({ method: 'PUT' }), 'not listed'],
    ['an unknown field', exchange({ answer: { id: 1, made_up: 2 } }), 'made_up is not in'],
    [
      'a field of another type',
      exchange({ answer: { id: '1' } }),
      'id is string, by the description integer',
    ],
    [
      'a field of a type that is not the excused one',
      exchange({ answer: { user: { bot: 5 } } }),
      'user.bot is integer',
    ],
    [
      'an unknown field of a listed one',
      exchange({ path: '/api/v4/user', answer: { name: 'x' } }),
      'name is not in',
    ],
    ['an odd refusal', exchange({ status: 404, answer: { reason: 'x' } }), 'a refusal has reason'],
    [
      'an unknown parameter',
      exchange({ ...posted, requestBody: { branch: 'b', force: true } }),
      'force is not in',
    ],
    ['a parameter of another type', exchange({ ...posted, requestBody: { branch: 5 } }), 'branch is integer'],
    ['a text where a number is due', exchange({ ...posted, query: 'per_page=x' }), 'per_page is string'],
    ['a required parameter missing', exchange({ ...posted, requestBody: {} }), 'branch is missing'],
  ])('%s is found', (_name, one, problem) => {
    expect(checker.checkExchange(one).join('\n')).toContain(problem);
  });
});

it('a webhook is held to its recordings', () => {
  expect(checker.checkWebhook('push', { ref: 'main' })).toEqual([]);
  expect(checker.checkWebhook('push', { ref: 5, more: 1 })).toHaveLength(2);
  expect(checker.checkWebhook('wiki', {})).toHaveLength(1);
});
