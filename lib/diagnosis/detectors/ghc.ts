import { compilerDetector, lead } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';

/** GHC, alone and through cabal and stack. */
export const ghc = compilerDetector({
  id: 'ghc',
  keywords: ['.hs:', '.lhs:', '.hsc:', '.x:', '.y:'],
  forms: [
    {
      // Stack puts the package's name in front; multi-line spans are (3,1)-(4,5).
      pattern: new RegExp(
        String.raw`^(?:[\w-]{1,60}\s{0,60}> )?${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:hsc?|lhs|hs-boot|x|y)):\(?(?<line>\d{1,7})[:,](?<column>\d{1,5})\)?(?:-(?:\d{1,7}|\(\d{1,7},\d{1,5}\)))?:(?: (?<severity>error|[Ww]arning|parse error):?)? ?(?:\[(?<code>[\w, -]{1,120})\])? ?(?<message>.*)$`,
      ),
      complete: (row, view, index, { severity }) => {
        // Without the word it is an old GHC's error only where the message stands below it.
        if (row.message !== '') return /\.(?:x|y)$/.test(row.file ?? '') ? null : {};
        const message = messageBelow(view, index, severity === undefined ? 1 : 4);
        return message === '' && severity === undefined
          ? null
          : { message, ...(message.startsWith('Warning:') ? { severity: 'warning' } : {}) };
      },
    },
    {
      pattern: /^Error: \[(?<code>Cabal-\d{1,6})\] ?(?<message>.*)$/,
      keywords: ['Error: [Cabal-'],
      complete: (row, view, index) => (row.message === '' ? { message: view.text(index + 1).trim() } : {}),
    },
  ],
  name: { tool: 'ghc', label: 'GHC', category: 'build' },
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: 'src/Till.hs:12:5: error:\n    Not in scope: type constructor or class \u2018Money\u2019',
      category: 'build',
      findings: ['src/Till.hs:12'],
    },
    {
      log: 'till> src/Till.hs:(12,5)-(14,9): error: [GHC-83865]\n    \u2022 Couldn\u2019t match expected type \u2018Int\u2019 with actual type \u2018[Char]\u2019',
      category: 'build',
      findings: ['src/Till.hs:12'],
    },
    {
      log: 'src/Till.hs:12:5: warning: [-Wunused-imports]\n    The import of \u2018Coins\u2019 is redundant',
      category: 'build',
      findings: ['src/Till.hs:12'],
    },
  ],
  lookAlikes: ['  add, called at src/Till.hs:12:5 in main:Till', 'docs/Till.md:12:5: error:'],
});

/** Other output may have come between where two streams meet. */
function messageBelow(view: LogView, index: number, within: number): string {
  for (let below = index + 1; below <= index + within; below += 1) {
    const text = view.text(below).replace(/^[\w-]{1,60}\s{0,60}> /, '');
    if (/^\s{2,12}\S/.test(text)) return text.replace(/^\s*[•*]?\s*/, '').trim();
  }
  return '';
}
