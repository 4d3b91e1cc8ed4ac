import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';

const place = /^(\S.{0,400}?\.pyi?):(\d{1,7}) (?:at module level|(?:in|at) \S.{0,200}):?$/;
const message = /^\s{1,12}(D\d{3}): (\S.*)$/;

/** pydocstyle and pep257: the place on one line, what is wrong on the next. */
export const pydocstyle: Detector = {
  id: 'pydocstyle',
  keywords: [' at module level', ' in public ', ' in private ', ' in nested '],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(place, ['.py:', '.pyi:'])) {
      for (let below = index + 1; below < index + 10; below += 1) {
        const said = message.exec(view.text(below));
        if (said === null) break;
        found.push({
          index: below - 1 === index ? index : below,
          tool: 'pydocstyle',
          file: view.path(match[1] ?? ''),
          line: Number(match[2]),
          column: null,
          code: said[1] ?? null,
          severity: 'error',
          message: said[2] ?? '',
        });
      }
    }
    const cause = causeOfFindings({
      tool: 'pydocstyle',
      label: 'pydocstyle',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      linesEach: 2,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'till/money.py:12 in public function `add`:\n        D103: Missing docstring in public function',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: ['till/money.py:12 in public function `add`:\n        is slow', 'D103 in public'],
};
