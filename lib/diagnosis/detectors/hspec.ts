import type { LogView } from '../view/log-view';
import { testBlockDetector } from '../causes/test-block-detector';

const hspecTitle = /^\s{2}\d{1,6}\) (\S.{0,400})$/;

/** Haskell's Hspec, which prints the place above each name, and Tasty. */
export const hspec = testBlockDetector({
  id: 'hspec',
  label: 'The Haskell tests',
  keywords: ['hs:', ' FAIL'],
  headings: [
    /^\s{2}(?<file>\S{1,400}\.l?hs):(?<line>\d{1,7}):\d{1,5}:\s*(?<name>)$/,
    /^\s{2,}(?<name>\S.{0,300}?):\s+FAIL(?: \([\d.]{1,12}s\))?$/,
  ],
  end: /^\s{2}\S{1,400}\.l?hs:\d{1,7}:\d{1,5}:\s*$|^\s*To rerun|:\s+(?:OK|FAIL)(?: \(|$)|^Randomized/,
  skip: /^\s*\S{1,400}\.l?hs:\d{1,7}:$|^\s{2}\d{1,6}\) /,
  messageEnd: /^To rerun|^Use /,
  accepts: (view, index, name) =>
    name === '' ? (hspecTitle.exec(view.text(index + 1))?.[1] ?? false) : isTasty(view, index),
  examples: [
    {
      log: [
        'Failures:',
        '',
        '  test/TillSpec.hs:12:7: ',
        '  1) Till.add adds money',
        '       expected: 5',
        '        but got: 4',
        '',
        '  To rerun use: --match "/Till/add/"',
        '',
        '2 examples, 1 failure',
      ].join('\n'),
      category: 'test',
      failedTests: ['Till.add adds money'],
      messages: ['expected: 5 but got: 4'],
      findings: ['test/TillSpec.hs:12'],
    },
    {
      log: '  adds money: FAIL (0.01s)\n    test/Till.hs:12:\n    expected: 5\n     but got: 4\n  opens: OK\n\n1 out of 2 tests failed (0.02s)',
      category: 'test',
      failedTests: ['adds money'],
      messages: ['expected: 5 but got: 4'],
      findings: ['test/Till.hs:12'],
    },
  ],
  lookAlikes: ['Failures:\n  1) read the notes', '  the network: FAIL\n  tests failed'],
});

function isTasty(view: LogView, index: number): boolean {
  return /^\s{4,}/.test(view.text(index + 1)) && view.has(' tests failed (');
}
