import { causeOfFindings, type FoundAt } from '../build-cause';
import { checkerRow } from '../checker-row';
import type { Detector } from '../detector';
import { headedRows } from '../headed-rows';
import type { LogView } from '../log-view';

/** So many of the last lines of the failing command are read. */
const WINDOW = 20_000;
const rowLike = /[:([|\]]\d{1,7}[\s:,.;|)\]-]|[Ll]ine:? ?\d/;

/**
 * Checkers that no detector knows and that print `file:line[:column]: message`, one of its many kin, or rows below the name of
 * a file. It says no more than that some tool points at these places, and gives way to any detector that knows the tool.
 */
export const fileAndLine: Detector = {
  id: 'file-and-line',
  keywords: [':', '('],
  detect(view) {
    const { failing } = view.script;
    const from = Math.max(failing.from, failing.to - WINDOW);
    const found = [...placed(view, from, failing.to), ...headed(view, from, failing.to)].sort(
      (a, b) => a.index - b.index,
    );
    const cause = causeOfFindings({
      tool: 'checker',
      label: 'A checker',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      // Warnings say little, though more than the last lines of a log that speaks of no error.
      weight: found.some(({ severity }) => severity === 'error') ? 0.43 : 0.84,
      nextStep: 'Look at the named lines.',
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'till/main.yml:2: [E206] Variables should have spaces before and after',
      category: 'lint',
      findings: ['till/main.yml:2'],
    },
    {
      log: 'app/models/till.rb:57 Array#select.first is slower than Array#detect.',
      category: 'lint',
      findings: ['app/models/till.rb:57'],
    },
    { log: 'src/till.ts[418, 38]: \' should be "', category: 'lint', findings: ['src/till.ts:418'] },
    {
      log: 'docs/till.md\n  12:5  warning  Too many coins  no-coins  remark-lint\n  13:1  warning  Too few notes  no-notes  remark-lint',
      category: 'lint',
      findings: ['docs/till.md:12', 'docs/till.md:13'],
    },
  ],
  lookAlikes: [
    '    at add (src/till.js:12:5)',
    'listening on till.example:8080',
    'src/till.js:12',
    'docs/till.md\n  12:30  ',
  ],
};

function placed(view: LogView, from: number, to: number): FoundAt[] {
  const found: FoundAt[] = [];
  for (let index = from; index <= to && found.length < 5_000; index += 1) {
    const text = view.text(index);
    if (!rowLike.test(text)) continue;
    if (/^\s*(?:at|File|from|in|#\d+)\s/.test(text)) continue;
    const row = checkerRow(text, view.text(index + 1));
    if (row === null) continue;
    found.push({
      index,
      tool: 'checker',
      file: view.path(row.file),
      line: row.line,
      column: row.column === null ? null : Math.max(1, row.column),
      code: row.code,
      severity: row.severity ?? 'error',
      message: row.message,
    });
  }
  return found;
}

function headed(view: LogView, from: number, to: number): FoundAt[] {
  return headedRows(view, from, to).map((row) => ({
    index: row.index,
    tool: 'checker',
    file: view.path(row.file),
    line: row.line,
    column: row.column === null ? null : Math.max(1, row.column),
    code: row.code,
    severity: row.severity ?? 'error',
    message: row.message,
  }));
}
