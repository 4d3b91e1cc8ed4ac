import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';

const heading = /^In (\S.{0,400}?) line (\d{1,7}):$/;
const message = /^(\s*)\^[-^]*\^?\s?(?:-- )?(SC\d{4})(?: \((\w{1,10})\))?: (.*)$/;
const unix = /^(\S.{0,400}?):(\d{1,7}):(\d{1,5}): (error|warning|note|info|style): (.*?) \[(SC\d{4})\]$/;

/** ShellCheck, its own format and gcc's. */
export const shellcheck: Detector = {
  id: 'shellcheck',
  keywords: ['SC1', 'SC2', 'SC3'],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(message, ['SC'])) {
      let above = index - 1;
      while (above > index - 12 && !heading.test(view.text(above))) above -= 1;
      const at = heading.exec(view.text(above));
      if (at === null) continue;
      found.push({
        index: above,
        tool: 'shellcheck',
        file: view.path(at[1] ?? ''),
        line: Number(at[2]),
        column: (match[1] ?? '').length + 1,
        code: match[2] ?? null,
        severity: /^(?:info|style|note)$/.test(match[3] ?? '')
          ? 'info'
          : match[3] === 'warning'
            ? 'warning'
            : 'error',
        message: match[4] ?? '',
      });
    }
    for (const { index, match } of view.find(unix, ['[SC'])) {
      found.push({
        index,
        tool: 'shellcheck',
        file: view.path(match[1] ?? ''),
        line: Number(match[2]),
        column: Number(match[3]),
        code: match[6] ?? null,
        severity: match[4] === 'error' ? 'error' : match[4] === 'warning' ? 'warning' : 'info',
        message: match[5] ?? '',
      });
    }
    const cause = causeOfFindings({
      tool: 'shellcheck',
      label: 'ShellCheck',
      category: 'lint',
      // Whatever its severity, ShellCheck fails for it unless it is told not to.
      found: found.map((one) => ({ ...one, severity: 'error' as const })),
      number: (index) => view.number(index),
      linesEach: 3,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'In till.sh line 12:\necho $total\n     ^----^ SC2086 (info): Double quote to prevent globbing and word splitting.',
      category: 'lint',
      findings: ['till.sh:12'],
    },
  ],
  lookAlikes: ['the SC2086 rule is off'],
};
