import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';

const row =
  /^(\S{1,300}\.(?:rb|erb|haml|slim|rake|ru))\s{1,8}(\d{1,7})\s{1,8}([A-Z][\w-]{1,30}(?: [A-Z][\w-]{1,30}){0,4})\s{1,8}(\S.*?)\s{1,8}(?:High|Medium|Weak|Low)\s*$/;
const field = /^(Category|Check|Message|File|Line): (\S.{0,500})$/;

/** Brakeman: its report of fields and its table of tabs. */
export const brakeman: Detector = {
  id: 'brakeman',
  keywords: ['Confidence: ', 'High', 'Medium', 'Weak'],
  detect(view) {
    const found = [...rows(view), ...reports(view)].sort((a, b) => a.index - b.index);
    const cause = causeOfFindings({
      tool: 'brakeman',
      label: 'Brakeman',
      category: 'lint',
      found,
      number: (index) => view.number(index),
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'app/models/till.rb\t12\tCommand Injection\tGeneral\tPossible command injection near line 12: system(coin)\tHigh',
      category: 'lint',
      findings: ['app/models/till.rb:12'],
    },
    {
      log: 'Confidence: High\nCategory: SQL Injection\nCheck: SQL\nMessage: Possible SQL injection\nCode: Coin.where(name)\nFile: app/models/till.rb\nLine: 12',
      category: 'lint',
      findings: ['app/models/till.rb:12'],
    },
  ],
  lookAlikes: ['app/models/till.rb  12  coins  High', 'Confidence: High\nFile: till.rb is open'],
};

function rows(view: LogView): FoundAt[] {
  return view.find(row, ['High', 'Medium', 'Weak', 'Low']).map(({ index, match }) => ({
    index,
    tool: 'brakeman',
    file: view.path(match[1] ?? ''),
    line: Number(match[2]),
    column: null,
    code: match[3] ?? null,
    severity: 'error',
    message: match[4] ?? '',
  }));
}

function reports(view: LogView): FoundAt[] {
  return view.find(/^Confidence: (?:High|Medium|Weak)$/, ['Confidence: ']).flatMap(({ index }) => {
    const fields = new Map<string, string>();
    for (let below = index + 1; below < index + 12; below += 1) {
      const match = field.exec(view.text(below));
      if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], match[2]);
      if (match?.[1] === 'Line') break;
    }
    const [file, line, category] = [fields.get('File'), fields.get('Line'), fields.get('Category')];
    if (file === undefined || line === undefined || category === undefined) return [];
    return [
      {
        index,
        tool: 'brakeman',
        file: view.path(file),
        line: /^\d{1,7}$/.test(line) ? Number(line) : null,
        column: null,
        code: category,
        severity: 'error' as const,
        message: fields.get('Message') ?? category,
      },
    ];
  });
}
