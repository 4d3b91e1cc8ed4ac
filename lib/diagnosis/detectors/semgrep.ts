import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import { fileNamed } from '../rows/headed-rows';

const rule = /^\s{1,6}(❯❯❱|❯❱|❱|❯❯|❯)\s{1,3}(\S{3,200})$/;
const place = /^\s{1,14}(\d{1,7})┆ /;

/** Semgrep's findings: the file, the rule, the words and the quoted line below each other. */
export const semgrep: Detector = {
  id: 'semgrep',
  keywords: ['❱', '❯'],
  detect(view) {
    const found = view.find(rule, ['❱', '❯']).flatMap(({ index, match }): FoundAt[] => {
      const file = fileAbove((at) => view.text(at), index);
      if (file === null) return [];
      let message = '';
      for (let below = index + 1; below < index + 20; below += 1) {
        const text = view.text(below);
        const line = place.exec(text)?.[1];
        if (line === undefined) {
          message = message === '' ? text.trim() : message;
          continue;
        }
        return [
          {
            index,
            tool: 'semgrep',
            file: view.path(file),
            line: Number(line),
            column: null,
            code: match[2] ?? null,
            severity: match[1] === '❯❯❱' ? 'error' : match[1] === '❯❱' ? 'warning' : 'info',
            message,
          },
        ];
      }
      return [];
    });
    const cause = causeOfFindings({
      tool: 'semgrep',
      label: 'Semgrep',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      linesEach: 5,
      failsOnWarnings: true,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: '    till/money.py\n   ❯❯❱ shop.no-coin\n          No coin in here\n\n           12┆ coin()',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: [
    '  ❯ src/till.test.ts (3 tests | 1 failed)',
    '    till/money.py\n   ❯❯❱ shop.no-coin\n          No coin',
  ],
};

/** A file has several rules below it. */
function fileAbove(text: (index: number) => string, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 200); above -= 1) {
    const file = fileNamed(text(above));
    if (file !== null) return file;
  }
  return null;
}
