import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';

const issue = /^>> Issue: (?:\[(B\d{3})(?::[\w-]{1,80})?\] )?(\S.*)$/;
const location = /^\s{1,8}Location: (\S.{0,400}?):(\d{1,7})(?::(\d{1,5}))?$/;
const severity = /^\s{1,8}Severity: (Low|Medium|High|Undefined)\b/;

/** Bandit's text and screen reports; its rows are read by the general reader. */
export const bandit: Detector = {
  id: 'bandit',
  keywords: ['>> Issue: '],
  detect(view) {
    const found = view.find(issue, ['>> Issue: ']).flatMap(({ index, match }): FoundAt[] => {
      let level = 'High';
      for (let below = index + 1; below < index + 8; below += 1) {
        level = severity.exec(view.text(below))?.[1] ?? level;
        const at = location.exec(view.text(below));
        if (at === null) continue;
        return [
          {
            index,
            tool: 'bandit',
            file: view.path(at[1] ?? ''),
            line: Number(at[2]),
            column: at[3] === undefined ? null : Math.max(1, Number(at[3])),
            code: match[1] ?? null,
            severity: level === 'Low' ? 'info' : level === 'Medium' ? 'warning' : 'error',
            message: match[2] ?? '',
          },
        ];
      }
      return [];
    });
    const cause = causeOfFindings({
      tool: 'bandit',
      label: 'Bandit',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      linesEach: 4,
      failsOnWarnings: true,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: ">> Issue: [B105:hardcoded_password_string] Possible hardcoded password: 'coin'\n   Severity: Low   Confidence: Medium\n   CWE: CWE-259\n   Location: ./till/money.py:12:8\n11\t\n12\tcoin = 1",
      category: 'lint',
      findings: ['till/money.py:12'],
    },
  ],
  lookAlikes: ['>> Issue: the till is shut\n   nobody is in'],
};
