import { Hono } from 'hono';

import { invalidParameter } from '../http/api-error';
import type { ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import type { ApiFault, RunnerFault, WebhookFault } from '../store/faults';

const API_FAULTS = ['status', 'lost', 'html', 'truncated', 'hang', 'delay'] as const;
const WEBHOOK_FAULTS = ['drop', 'duplicate', 'delay', 'shuffle'] as const;

/**
 * What goes wrong: `PUT /faults/api`, `/faults/webhooks`, `/faults/runner` take a list in `faults`, in place of the one
 * before; `PUT /faults/identity-verification` and `POST /clock` take a value; `GET /faults` shows all.
 */
export function faultRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get('/faults', (c) => c.json(c.var.sandbox.store.faults));
  app.put('/faults/api', async (c) => {
    const list = (await readParams(c)).records('faults') ?? [];
    c.var.sandbox.store.faults.api = list.map(apiFault);
    return c.json(c.var.sandbox.store.faults.api);
  });
  app.put('/faults/webhooks', async (c) => {
    const list = (await readParams(c)).records('faults') ?? [];
    c.var.sandbox.hooks.releaseHeldBack();
    c.var.sandbox.store.faults.webhooks = list.map(webhookFault);
    return c.json(c.var.sandbox.store.faults.webhooks);
  });
  app.put('/faults/runner', async (c) => {
    const list = (await readParams(c)).records('faults') ?? [];
    c.var.sandbox.store.faults.runner = list.map(runnerFault);
    return c.json(c.var.sandbox.store.faults.runner);
  });
  app.put('/faults/identity-verification', async (c) => {
    const required = (await readParams(c)).boolean('required') ?? true;
    c.var.sandbox.store.faults.identityVerificationRequired = required;
    return c.json({ required });
  });
  app.post('/clock', async (c) => {
    const { store, clock } = c.var.sandbox;
    const params = await readParams(c);
    store.clockOffsetMs = params.integer('offsetMs') ?? store.clockOffsetMs;
    store.clockOffsetMs += params.integer('advanceMs') ?? 0;
    return c.json({ offsetMs: store.clockOffsetMs, now: clock.now().toISOString() });
  });
  app.post('/webhooks/release', (c) => {
    c.var.sandbox.hooks.releaseHeldBack();
    return c.body(null, 204);
  });
  return app;
}

type Fields = Record<string, unknown>;

function apiFault(fields: Fields): ApiFault {
  return {
    method: text(fields, 'method'),
    path: text(fields, 'path') ?? '*',
    kind: choice(fields, 'kind', API_FAULTS) ?? 'status',
    status: count(fields, 'status') ?? 502,
    retryAfter: count(fields, 'retryAfter'),
    delayMs: count(fields, 'delayMs') ?? 0,
    ...spread(fields),
  };
}

function webhookFault(fields: Fields): WebhookFault {
  const kind = choice(fields, 'kind', WEBHOOK_FAULTS);
  if (kind === null) throw invalidParameter('kind is missing');
  return {
    projectId: count(fields, 'projectId'),
    kind,
    copies: count(fields, 'copies') ?? 1,
    delayMs: count(fields, 'delayMs') ?? 0,
    window: count(fields, 'window') ?? 3,
    ...spread(fields),
  };
}

function runnerFault(fields: Fields): RunnerFault {
  return {
    projectId: count(fields, 'projectId'),
    jobName: text(fields, 'jobName'),
    failureReason: text(fields, 'failureReason') ?? 'runner_system_failure',
    trace: choice(fields, 'trace', ['error', 'none'] as const) ?? 'error',
    remaining: count(fields, 'remaining') ?? 1,
  };
}

function spread(fields: Fields) {
  const ratio = fields['ratio'] ?? 1;
  if (typeof ratio !== 'number' || ratio < 0 || ratio > 1) throw invalidParameter('ratio is invalid');
  return { ratio, remaining: count(fields, 'remaining'), due: 0 };
}

function text(fields: Fields, name: string): string | null {
  const value = fields[name] ?? null;
  if (value !== null && typeof value !== 'string') throw invalidParameter(`${name} is invalid`);
  return value;
}

function count(fields: Fields, name: string): number | null {
  const value = fields[name] ?? null;
  if (value !== null && (typeof value !== 'number' || !Number.isInteger(value)))
    throw invalidParameter(`${name} is invalid`);
  return value;
}

function choice<T extends string>(fields: Fields, name: string, words: readonly T[]): T | null {
  const value = text(fields, name);
  if (value === null) return null;
  const found = words.find((word) => word === value);
  if (found === undefined) throw invalidParameter(`${name} does not have a valid value`);
  return found;
}
