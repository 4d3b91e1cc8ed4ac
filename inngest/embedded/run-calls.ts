import { callFunction, type CallOutcome } from './call-function';
import type { ClaimedCall } from './claim-calls';
import { backOff } from './retry-delay';
import type { EngineOptions, ServeHandler } from './engine-options';
import { loadRun, type RunState } from './load-run';
import type { Registry } from './registry';
import { settleCall, type Settled } from './settle-call';
import { inTransaction } from './transaction';

export interface CallRunner {
  readonly options: EngineOptions;
  readonly owner: number;
  readonly leaseMs: number;
  registry(): Registry;
  handler(): Promise<ServeHandler>;
  /** The calls that run here, by their place in the queue: those whose leases are kept alive. */
  readonly held: Set<string>;
  isStopping(): boolean;
  /** Whether this process has given up its leases, so that nothing it stores would count. */
  isStopped(): boolean;
}

/** A run gives way to others after this long, or this many calls, in one go. */
const longestTurn = { ms: 10_000, calls: 100 };
const twoHours = 2 * 3_600_000;

/**
 * Makes a call and goes on with the calls that follow from it, each stored before the next is made, until
 * the run sleeps, waits, ends or has had its turn. Never throws.
 */
export async function runCalls(runner: CallRunner, first: ClaimedCall): Promise<void> {
  const { pool, log } = runner.options;
  const since = Date.now();
  let known: RunState | null = null;
  let call: ClaimedCall | null = first;
  for (let calls = 1; call !== null; calls++) {
    const { itemId, runId }: ClaimedCall = call;
    runner.held.add(itemId);
    try {
      known ??= await loadRun(pool, runner.registry(), runId);
      const outcome = await makeCall(runner, call, known);
      const hasTurn = calls < longestTurn.calls && Date.now() - since < longestTurn.ms;
      const settled = await settle(runner, call, outcome, hasTurn);
      known = nextState(known, outcome, settled);
      call = settled.kind === 'continue' ? settled.call : null;
    } catch (error) {
      // No longer held, its lease runs out, and the call is made again.
      log.error({ runId, error: String(error) }, 'A call of a function could not be made or stored');
      return;
    } finally {
      runner.held.delete(itemId);
    }
  }
}

async function makeCall(runner: CallRunner, call: ClaimedCall, state: RunState | null): Promise<CallOutcome> {
  // A run that has ended has nothing to call: settling the call removes it.
  if (state === null) return { kind: 'completed', output: null };
  return callFunction(
    () => runner.handler(),
    {
      functionId: state.functionId,
      runId: call.runId,
      stepId: call.stepId,
      events: state.events,
      memos: state.memos,
      attempt: call.attempt,
      maxAttempts: state.maxAttempts,
      requestVersion: state.requestVersion,
      planOnly: state.hasPlannedSteps,
    },
    runner.options.callTimeoutMs ?? twoHours,
  );
}

/**
 * Stores an outcome, however long the database is away: the step has had its effect, and must not be made
 * again while it is still ours.
 */
async function settle(
  runner: CallRunner,
  call: ClaimedCall,
  outcome: CallOutcome,
  hasTurn: boolean,
): Promise<Settled> {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      return await inTransaction(runner.options.pool, (transaction) =>
        settleCall(transaction, call, outcome, {
          registry: runner.registry(),
          owner: runner.owner,
          leaseMs: runner.leaseMs,
          retryDelay: runner.options.retryDelay ?? backOff,
          mayContinue: hasTurn && !runner.isStopping(),
        }),
      );
    } catch (error) {
      if (runner.isStopped() || !isConnectionFailure(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

/** What the next call has to tell, where it follows from the last without asking the database. */
function nextState(state: RunState | null, outcome: CallOutcome, settled: Settled): RunState | null {
  if (state === null || outcome.kind !== 'operations' || settled.kind !== 'continue') return null;
  const memos = new Map([...state.memos, ...settled.added]);
  // Other calls of the run added to it too, or may have: only the database knows.
  if (memos.size !== settled.memos || state.hasPlannedSteps) return null;
  return { ...state, memos, requestVersion: outcome.requestVersion };
}

/** Whether an error says that the database could not be reached, rather than that it refused the statement. */
function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // Class 08: connection exceptions; 57P0x: the server is stopping; 53300: too many connections.
  if (/^(?:08...|57P0.|53300|E[A-Z]+)$/.test(code)) return true;
  return code === '' && /connection|timeout/i.test(error.message);
}
