import { z } from 'zod';

import type { ServeHandler } from './engine-options';
import type { EngineEvent } from './event';
import { parseRetryAfter } from './retry-delay';

/** What a call tells the function: the run so far. */
export interface FunctionCall {
  readonly functionId: string;
  readonly runId: string;
  /** `step` to ask what comes next, else the id of the planned step to run. */
  readonly stepId: string;
  readonly events: readonly EngineEvent[];
  /** Step ids with their memos, in the order in which they were done. */
  readonly memos: ReadonlyMap<string, unknown>;
  readonly attempt: number;
  readonly maxAttempts: number;
  readonly requestVersion: number;
  /** Whether the function must only plan a step and not run it at once. */
  readonly planOnly: boolean;
}

export type CallOutcome =
  | { readonly kind: 'completed'; readonly output: unknown }
  | {
      readonly kind: 'operations';
      readonly operations: readonly Operation[];
      readonly requestVersion: number;
      /** What the function asked to wait before it is called again, where a step failed. */
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'failed'; readonly error: SerializedError }
  | { readonly kind: 'retry'; readonly error: SerializedError; readonly retryAfterMs: number | null };

export interface SerializedError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly [key: string]: unknown;
}

const operationSchema = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

export type Operation = z.infer<typeof operationSchema>;

const origin = 'http://embedded.invalid';

/** A request to the `serve()` handler in this process. Its host is only a name: nothing leaves the process. */
export function handlerRequest(method: 'POST' | 'PUT', query: string, body: unknown, headers = {}): Request {
  return new Request(`${origin}/api/inngest${query}`, {
    method,
    headers: { host: 'embedded.invalid', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

/**
 * Calls a function once through the SDK's handler, in plain asynchronous mode, and says what it answered.
 * Never throws: a handler that fails, hangs beyond `timeoutMs` or answers nonsense is an outcome to retry.
 */
export async function callFunction(
  handler: () => ServeHandler | Promise<ServeHandler>,
  call: FunctionCall,
  timeoutMs: number,
): Promise<CallOutcome> {
  const stack = [...call.memos.keys()];
  const query = new URLSearchParams({ fnId: call.functionId, stepId: call.stepId });
  const request = handlerRequest('POST', `?${query.toString()}`, {
    event: call.events[0],
    events: call.events,
    steps: Object.fromEntries(call.memos),
    version: call.requestVersion,
    defers: {},
    use_api: false,
    ctx: {
      run_id: call.runId,
      attempt: call.attempt,
      max_attempts: call.maxAttempts,
      disable_immediate_execution: call.planOnly,
      use_api: false,
      step_id: call.stepId,
      env: '',
      stack: { stack, current: stack.length },
    },
  });
  try {
    return await within(timeoutMs, async () => readAnswer(await (await handler())(request)));
  } catch (error) {
    return { kind: 'retry', error: serialize(error), retryAfterMs: null };
  }
}

async function readAnswer(response: Response): Promise<CallOutcome> {
  const text = await response.text();
  const noRetry = response.headers.get('x-inngest-no-retry');
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
  if (!response.headers.has('x-inngest-sdk') && response.ok) {
    const message = `The answer with status ${String(response.status)} did not come from the Inngest SDK`;
    return { kind: 'retry', error: { name: 'Error', message }, retryAfterMs };
  }
  const body: unknown = text === '' ? null : JSON.parse(text);
  if (response.status === 200) return { kind: 'completed', output: body };
  if (response.status === 206) {
    const operations = z.array(operationSchema).parse(body);
    const requestVersion = Number(response.headers.get('x-inngest-req-version') ?? -1);
    return { kind: 'operations', operations, requestVersion, retryAfterMs };
  }
  const error = readError(body, `The function answered with status ${String(response.status)}`);
  return noRetry === 'true' ? { kind: 'failed', error } : { kind: 'retry', error, retryAfterMs };
}

const errorSchema = z.looseObject({
  name: z.string().optional(),
  message: z.string().optional(),
  error: z.string().optional(),
  stack: z.string().optional(),
});

/** An error as the SDK wrote it into JSON, with a name and a message in any case. */
export function readError(input: unknown, fallback: string): SerializedError {
  const parsed = errorSchema.safeParse(typeof input === 'string' ? { message: input } : input);
  if (!parsed.success) return { name: 'Error', message: fallback };
  const { name, message, error } = parsed.data;
  return { ...parsed.data, name: name ?? 'Error', message: message ?? error ?? fallback };
}

function serialize(error: unknown): SerializedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  return { name: error.name, message: error.message, stack: error.stack };
}

async function within<T>(timeoutMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The call did not answer within ${String(timeoutMs / 1_000)} s`));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(), expired]);
  } finally {
    clearTimeout(timer);
  }
}
