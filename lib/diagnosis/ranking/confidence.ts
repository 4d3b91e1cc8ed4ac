import type { LogView } from '../view/log-view';
import type { RankedCause } from './rank-causes';

/**
 * How sure a diagnosis is, 0.05 to 0.97: of those that get 0.9, nine in ten should be right. A logistic function of
 * what was seen; its weights come from `bench/diagnosis/fit-confidence.ts`, which fits them to logs whose answers people
 * have written down.
 */
export function confidenceOf(ranked: readonly RankedCause[], view: LogView): number {
  const seen = confidenceFeatures(ranked, view);
  const sum = seen.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
  const value = 1 / (1 + Math.exp(-sum));
  const rounded = Math.round(Math.min(0.97, Math.max(0.05, value)) * 100) / 100;
  // No labelled log was cut: what is missing may hold the cause.
  return view.log.condition === 'cut' ? Math.round(rounded * 70) / 100 : rounded;
}

const weights: readonly number[] = [1.2, 0.38, -1.68, 3.32, 0.59, 0.01, 0.87, -1.47, -0.06];

/** What tells right diagnoses from wrong ones, each about 0 to 1. */
export function confidenceFeatures(ranked: readonly RankedCause[], view: LogView): number[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const rival = ranked.find(({ cause }) => cause.category !== best.cause.category);
  const isGuess = best.cause.tool === 'log';
  return [
    1,
    isGuess ? 0 : best.score,
    isGuess ? best.score : 0,
    best.score - (rival?.score ?? 0),
    Number(isGuess),
    Number(best.cause.failedTests.length > 0),
    Number(best.cause.findings.some(({ severity }) => severity === 'error')),
    Number(view.script.command !== null),
    Number(best.score >= 0.85),
  ];
}
