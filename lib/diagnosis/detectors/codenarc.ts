import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';

const row = /^\s{1,8}Violation: Rule=(\w{2,80}) P=([123]) Line=(\d{1,7}) (?:Msg=\[(.{0,500}?)\]|Src=)/;
const file = /^File: (\S.{0,400})$/;

/** CodeNarc's text report. */
export const codenarc: Detector = {
  id: 'codenarc',
  keywords: ['Violation: Rule='],
  detect(view) {
    const found = view.find(row, ['Violation: Rule=']).flatMap(({ index, match }): FoundAt[] => {
      let above = index - 1;
      while (above > index - 300 && !file.test(view.text(above))) above -= 1;
      const path = file.exec(view.text(above))?.[1];
      if (path === undefined) return [];
      return [
        {
          index,
          tool: 'codenarc',
          file: view.path(path),
          line: Number(match[3]),
          column: null,
          code: match[1] ?? null,
          severity: match[2] === '1' ? 'error' : 'warning',
          message: match[4] ?? match[1] ?? '',
        },
      ];
    });
    const cause = causeOfFindings({
      tool: 'codenarc',
      label: 'CodeNarc',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      failsOnWarnings: true,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'File: src/Till.groovy\n    Violation: Rule=EmptyMethod P=2 Line=12 Msg=[The method add is empty] Src=[void add() {}]',
      category: 'lint',
      findings: ['src/Till.groovy:12'],
    },
  ],
  lookAlikes: ['    Violation: Rule=None of the till'],
};
