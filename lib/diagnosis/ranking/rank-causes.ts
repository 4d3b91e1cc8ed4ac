import type { Cause } from '../detector';
import type { LogView } from '../view/log-view';

export interface RankedCause {
  readonly cause: Cause;
  readonly score: number;
}

/** What a formatter says is mended by itself: it stands back where something else surely failed beside it. */
const BESIDE_A_FAILURE = 0.9;
const SURE = 0.85;

/** Best first: what a detector is sure of, in the command that failed, near the end. */
export function rankCauses(causes: readonly Cause[], view: LogView): RankedCause[] {
  const scored = causes.map((cause) => ({
    cause,
    score: cause.weight * placeFactor(cause, view) * warningFactor(cause, view),
  }));
  const hasFailure = scored.some(({ cause, score }) => score >= SURE && isFailure(cause));
  return scored
    .map((one) =>
      hasFailure && one.cause.category === 'format' ? { ...one, score: one.score * BESIDE_A_FAILURE } : one,
    )
    .sort((a, b) => b.score - a.score || firstLine(a.cause) - firstLine(b.cause));
}

/** Tests that failed, and code that does not compile: no text that a formatter's output could stand in. */
function isFailure({ category, failedTests, findings }: Cause): boolean {
  if (category === 'test') return failedTests.length > 0;
  if (category !== 'build' && category !== 'type-check') return false;
  return findings.some(({ severity }) => severity === 'error');
}

function placeFactor(cause: Cause, view: LogView): number {
  // The runner states the exit code behind the command that it belongs to.
  if (cause.tool === 'exit-code' || cause.endsJob === true) return 1;
  const at = firstLine(cause);
  const { script } = view;
  const { failing, failures } = script;
  if (at > script.to) return 0.3;
  if (failures.some(({ from, to }) => at >= from && at <= to)) return 1;
  if (at >= failing.from) return failures.length > 0 ? 0.6 : 1;
  if (at >= script.from) return script.command === null ? 0.7 : script.isStated ? 0.45 : 0.75;
  // The job never came to its script: what stands before it is the cause.
  return script.command === null ? 1 : 0.4;
}

function firstLine(cause: Cause): number {
  return cause.ranges[0]?.from ?? 0;
}

/** Warnings alone seldom fail a job, except where they are the last that was said. */
function warningFactor(cause: Cause, view: LogView): number {
  if (
    cause.failsOnWarnings === true ||
    cause.findings.length === 0 ||
    cause.findings.some(({ severity }) => severity === 'error')
  )
    return 1;
  const last = cause.findings.at(-1)?.logLine ?? 0;
  return view.number(view.script.to) - last <= 40 ? 0.47 : 0.3;
}
