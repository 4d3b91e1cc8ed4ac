import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';

const row = /^\s{2}(\d{1,7}):(\d{1,5})\s+(error|warning)\s+(\S.*?)(?:\s+\(([\w-]{1,40})\))?$/;
const parsable =
  /^(\S.{0,400}?\.ya?ml):(\d{1,7}):(\d{1,5}): \[(error|warning)\] (.*?)(?: \(([\w-]{1,40})\))?$/;
const file = /^(?:::group::)?(\S.{0,400}\.ya?ml)$/;

/** yamllint. */
export const yamllint: Detector = {
  id: 'yamllint',
  keywords: ['.yml', '.yaml'],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(file, ['.yml', '.yaml'])) {
      for (let below = index + 1; below < view.length && found.length < 2_000; below += 1) {
        const at = row.exec(view.text(below));
        if (at === null) break;
        found.push(finding(below, view.path(match[1] ?? ''), at, 1));
      }
    }
    for (const { index, match } of view.find(parsable, ['.yml:', '.yaml:']))
      found.push(finding(index, view.path(match[1] ?? ''), match, 2));
    const cause = causeOfFindings({
      tool: 'yamllint',
      label: 'yamllint',
      category: 'lint',
      found,
      number: (index) => view.number(index),
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'ci/till.yml\n  12:5      error    too many spaces after hyphen  (hyphens)',
      category: 'lint',
      findings: ['ci/till.yml:12'],
    },
  ],
  lookAlikes: ['ci/till.yml\n  12 jobs', 'reading ci/till.yml'],
};

function finding(index: number, path: string, match: RegExpExecArray, from: number): FoundAt {
  return {
    index,
    tool: 'yamllint',
    file: path,
    line: Number(match[from]),
    column: Number(match[from + 1]),
    severity: match[from + 2] === 'error' ? 'error' : 'warning',
    message: match[from + 3] ?? '',
    code: match[from + 4] ?? null,
  };
}
