import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';

const heading = /^\s{1,3}Line\s{2,}(\S.{0,400}?\.php)(?: \(.{1,200}\))?\s*$/;
const row = /^\s{1,3}:?(\d{1,7})\s{2,}(\S.*?)\s*$/;

/** A file's table is no longer. */
const MAX_ROWS = 5_000;

/** PHPStan's table. */
export const phpstan: Detector = {
  id: 'phpstan',
  keywords: ['Line '],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(heading, ['Line '])) {
      const end = Math.min(view.length, index + MAX_ROWS);
      for (let below = index + 1, rules = 0; below < end && rules < 2 && found.length < 2_000; below += 1) {
        const text = view.text(below);
        if (heading.test(text)) break;
        if (/^\s*-{3,}/.test(text)) rules += 1;
        const at = row.exec(text);
        if (at === null) continue;
        found.push({
          index: below,
          tool: 'phpstan',
          file: view.path(match[1] ?? ''),
          line: Number(at[1]),
          column: null,
          code: null,
          severity: 'error',
          message: at[2] ?? '',
        });
      }
    }
    const cause = causeOfFindings({
      tool: 'phpstan',
      label: 'PHPStan',
      category: 'lint',
      found,
      number: (index) => view.number(index),
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: ' ------ ------------------------------\n  Line   src/Till.php\n ------ ------------------------------\n  12     Undefined variable: $total\n ------ ------------------------------\n\n [ERROR] Found 1 error',
      category: 'lint',
      findings: ['src/Till.php:12'],
    },
  ],
  lookAlikes: ['  Line   up for the till\n  12     people'],
};
