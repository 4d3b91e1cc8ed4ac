import { z } from 'zod';

import { nextCron } from './cron-time';
import { parseDuration } from './duration';
import { expressionProblem } from './expression';

/** A function as the engine needs to know it. */
export interface FunctionConfig {
  /** With the app's id before it, e.g. `pipemend-diagnose-failure`. */
  readonly id: string;
  readonly events: readonly EventTrigger[];
  readonly crons: readonly CronTrigger[];
  /** Attempts of one call, the first included. */
  readonly maxAttempts: number;
  readonly concurrency: readonly ConcurrencyLimit[];
  readonly idempotency: string | undefined;
  readonly rateLimit: Rate | undefined;
  readonly throttle: (Rate & { readonly burst: number }) | undefined;
  readonly debounce: Debounce | undefined;
  readonly priority: string | undefined;
  readonly singleton: { readonly key: string | undefined; readonly mode: 'skip' | 'cancel' } | undefined;
  readonly startTimeoutMs: number | undefined;
  readonly finishTimeoutMs: number | undefined;
  readonly cancelOn: readonly CancelTrigger[];
}

export interface EventTrigger {
  readonly event: string;
  readonly expression: string | undefined;
}
export interface CronTrigger {
  readonly cron: string;
  readonly jitterMs: number;
}
export interface ConcurrencyLimit {
  readonly limit: number;
  readonly key: string | undefined;
  readonly scope: 'fn' | 'env' | 'account';
}
export interface Rate {
  readonly limit: number;
  readonly periodMs: number;
  readonly key: string | undefined;
}
export interface Debounce {
  readonly periodMs: number;
  readonly timeoutMs: number | undefined;
  readonly key: string | undefined;
}
export interface CancelTrigger {
  readonly event: string;
  readonly expression: string | undefined;
  /** A duration from the run's start or an ISO date after which the event no longer cancels. */
  readonly timeout: string | undefined;
}

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== null && ms > 0) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration such as 30s or 5m` });
  return z.NEVER;
});

const expression = z.string().superRefine((text, context) => {
  const problem = expressionProblem(text);
  if (problem !== null) context.addIssue({ code: 'custom', message: `"${text}": ${problem}` });
});

const eventName = z.string().refine((name) => !name.includes('*'), {
  message: 'event names with * are not supported by the embedded engine',
});

const cron = z.string().superRefine((text, context) => {
  if (nextCron(text, new Date()).kind === 'invalid') {
    context.addIssue({ code: 'custom', message: `"${text}" is not a cron expression` });
  }
});

const count = z.number().int().min(1);
const concurrency = z.strictObject({
  limit: z.number().int().min(0),
  key: expression.optional(),
  scope: z.enum(['fn', 'env', 'account']).default('fn'),
});

// Strict on purpose: an option that we do not know must stop the start, not be ignored.
const configSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: eventName, expression: expression.optional() }),
      z.strictObject({ cron, jitter: duration.optional() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() }),
  ),
  batchEvents: z.undefined({ error: 'batchEvents is not supported by the embedded engine' }).optional(),
  idempotency: expression.optional(),
  rateLimit: z.strictObject({ limit: count, period: duration, key: expression.optional() }).optional(),
  throttle: z
    .strictObject({ limit: count, period: duration, key: expression.optional(), burst: count.default(1) })
    .optional(),
  concurrency: z
    .union([
      z.number().int().min(0),
      concurrency,
      z.array(concurrency).max(2, 'concurrency takes two limits at most'),
    ])
    .optional(),
  debounce: z
    .strictObject({ period: duration, timeout: duration.optional(), key: expression.optional() })
    .optional(),
  priority: z.strictObject({ run: expression.optional() }).optional(),
  timeouts: z.strictObject({ start: duration.optional(), finish: duration.optional() }).optional(),
  singleton: z.strictObject({ key: expression.optional(), mode: z.enum(['skip', 'cancel']) }).optional(),
  cancel: z
    .array(z.strictObject({ event: eventName, if: expression.optional(), timeout: z.string().optional() }))
    .optional(),
});

const defaultRetries = 4;

/**
 * Reads one function of the SDK's sync answer. Throws an `Error` that names the function and the option
 * where the embedded engine cannot do what is configured.
 */
export function parseFunctionConfig(input: unknown): FunctionConfig {
  const parsed = configSchema.safeParse(input);
  if (!parsed.success) {
    const named = z.object({ id: z.string() }).safeParse(input);
    throw new Error(
      `Function ${named.success ? named.data.id : '(without id)'} cannot run on the embedded engine:\n${z.prettifyError(parsed.error)}`,
    );
  }
  const from = parsed.data;
  const limited =
    typeof from.concurrency === 'number'
      ? [{ limit: from.concurrency, scope: 'fn' as const }]
      : (from.concurrency ?? []);
  return {
    id: from.id,
    events: from.triggers.flatMap((trigger) =>
      'event' in trigger ? [{ event: trigger.event, expression: trigger.expression }] : [],
    ),
    crons: from.triggers.flatMap((trigger) =>
      'cron' in trigger ? [{ cron: trigger.cron, jitterMs: trigger.jitter ?? 0 }] : [],
    ),
    maxAttempts: (Object.values(from.steps)[0]?.retries?.attempts ?? defaultRetries) + 1,
    concurrency: (Array.isArray(limited) ? limited : [limited])
      .filter(({ limit }) => limit > 0)
      .map(({ limit, scope, ...rest }) => ({ limit, scope, key: 'key' in rest ? rest.key : undefined })),
    idempotency: from.idempotency,
    rateLimit: from.rateLimit && rate(from.rateLimit),
    throttle: from.throttle && { ...rate(from.throttle), burst: from.throttle.burst },
    debounce: from.debounce && {
      periodMs: from.debounce.period,
      timeoutMs: from.debounce.timeout,
      key: from.debounce.key,
    },
    priority: from.priority?.run,
    singleton: from.singleton && { key: from.singleton.key, mode: from.singleton.mode },
    startTimeoutMs: from.timeouts?.start,
    finishTimeoutMs: from.timeouts?.finish,
    cancelOn: (from.cancel ?? []).map((trigger) => ({
      event: trigger.event,
      expression: trigger.if,
      timeout: trigger.timeout,
    })),
  };
}

function rate(from: { limit: number; period: number; key?: string | undefined }): Rate {
  return { limit: from.limit, periodMs: from.period, key: from.key };
}
