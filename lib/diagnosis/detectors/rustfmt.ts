import { lineDetector } from '../causes/line-detector';

/** `cargo fmt --check`. */
export const rustfmt = lineDetector({
  id: 'rustfmt',
  label: 'rustfmt',
  category: 'format',
  keywords: ['Diff in '],
  patterns: [/^Diff in (?:\\\\\?\\)?(?<file>\S.{0,400}?\.rs)(?: at line |:)(?<line>\d{1,7}):$/],
  weight: 0.94,
  linesEach: 4,
  nextStep: 'Run `cargo fmt` and commit what it changes.',
  examples: [
    {
      log: 'Diff in /builds/shop/till/src/money.rs:12:\n-fn add( ) {}\n+fn add() {}',
      category: 'format',
      findings: ['src/money.rs:12'],
    },
  ],
  lookAlikes: ['Diff in the totals: 12'],
});
