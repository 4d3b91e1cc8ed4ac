import type { LogView } from '../view/log-view';
import type { RankedCause } from './rank-causes';

/**
 * How sure a diagnosis is, 0.05 to 0.96: of those that get 0.9, nine in ten should be right. A logistic function of
 * what was seen; its weights come from `bench/diagnosis/fit-confidence.ts`, which fits them to logs whose answers people
 * have written down.
 */
export function confidenceOf(ranked: readonly RankedCause[], view: LogView): number {
  const value =
    ranked[0]?.cause.tool === 'log' ? surenessOfGuess : likelihood(confidenceFeatures(ranked, view));
  // No labelled log was cut: what is missing may hold the cause.
  const whole = view.log.condition === 'cut' ? value * 0.7 : value;
  return Math.round(Math.min(0.96, Math.max(0.05, whole)) * 100) / 100;
}

/** How often the lines that most speak of an error are right: 0.74 where no detector may speak, 0.93 where none does. */
const surenessOfGuess = 0.79;

const weights: readonly number[] = [3.11, -0.27, 1.66, -0.38, 1.26, -2.26, 0.97];

function likelihood(seen: readonly number[]): number {
  const sum = seen.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

/** What tells right diagnoses from wrong ones, each about 0 to 1. */
export function confidenceFeatures(ranked: readonly RankedCause[], view: LogView): number[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const rival = ranked.find(({ cause }) => cause.category !== best.cause.category);
  return [
    1,
    best.score,
    best.score - (rival?.score ?? 0),
    Number(best.cause.failedTests.length > 0),
    Number(best.cause.findings.some(({ severity }) => severity === 'error')),
    Number(view.script.command !== null),
    Number(best.score >= 0.85),
  ];
}
