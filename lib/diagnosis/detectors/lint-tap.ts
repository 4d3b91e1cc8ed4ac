import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { severityOf } from '../rows/severity-words';
import { sourcePath } from '../rows/source-path';

const failed = /^not ok \d{1,6} - (\S.{0,400})$/;
const field = /^\s{2,12}-?\s{0,2}"?(message|severity|line|column|ruleId)"?:\s{1,4}"?(.*?)"?,?\s*$/;

/** ESLint's and Stylelint's TAP: "tests" that are files, with rules in their details. It outweighs the reader of real tests. */
export const lintTap: Detector = {
  id: 'lint-tap',
  keywords: ['ruleId', '- message: '],
  detect(view) {
    const found = view.find(failed, ['not ok ']).flatMap(({ index, match }) => {
      const file = match[1] ?? '';
      return sourcePath(file) === 2 ? details(view, index, file) : [];
    });
    const isStyle = found.every(({ file }) => /\.(?:css|scss|sass|less|pcss)$/.test(file ?? ''));
    const cause = causeOfFindings({
      tool: isStyle ? 'stylelint' : 'eslint',
      label: isStyle ? 'Stylelint' : 'ESLint',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      weight: 0.97,
      linesEach: 4,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'TAP version 13\n1..1\n\nnot ok 1 - /builds/shop/till/src/till.js\n  ---\n  message: Missing semicolon.\n  severity: error\n  data:\n    line: 12\n    column: 5\n    ruleId: semi\n  ...',
      category: 'lint',
      findings: ['src/till.js:12'],
    },
  ],
  lookAlikes: [
    'not ok 1 - the till opens\n  ---\n  message: shut\n  data:\n    line: 12\n  ...',
    'ruleId of the shop',
  ],
};

/** A finding for each message of a file; ESLint puts the first below the file and the others in a list. */
function details(view: LogView, start: number, file: string): FoundAt[] {
  const found: FoundAt[] = [];
  let fields = new Map<string, string>();
  for (let index = start + 1; index < Math.min(view.length, start + 2_000); index += 1) {
    const text = view.text(index);
    if (/^\s{2,4}\.\.\.$|^(?:not )?ok /.test(text)) break;
    const [, name = '', value = ''] = field.exec(text.slice(0, 1_000)) ?? [];
    if (name === 'message') fields = new Map([['at', String(index)]]);
    if (name !== '') fields.set(name, value);
    const [line, message] = [fields.get('line'), fields.get('message')];
    if (name !== 'ruleId' || line === undefined || message === undefined || !/^\d{1,7}$/.test(line)) continue;
    const column = fields.get('column');
    found.push({
      index: Number(fields.get('at')),
      tool: 'eslint',
      file: view.path(file),
      line: Math.max(1, Number(line)),
      column: column !== undefined && /^\d{1,6}$/.test(column) ? Math.max(1, Number(column)) : null,
      code: value === '' ? null : value,
      severity: severityOf(fields.get('severity')),
      message,
    });
  }
  return found;
}
