import { annotationRow } from '../rows/annotation-row';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import { checkerOfCommand, checkerOfRow } from '../checkers/known-checkers';
import type { KnownChecker } from '../checkers/known-checker';
import { checkerRow, type CheckerRow } from '../rows/checker-row';
import type { Cause, Detector } from '../detector';
import { headedRows } from '../rows/headed-rows';
import { jsonRows } from '../rows/json-rows';
import type { LogView } from '../view/log-view';
import { markupRows } from '../rows/markup-rows';
import { pointedRows } from '../rows/pointed-rows';

/** So many of the last lines of the failing command are read. */
const WINDOW = 5_000;
/** So many rows are asked which checker prints such. */
const ASKED = 500;
const rowLike = /[:([|\]]\d{1,7}[\s:,.;|)\]-]|[Ll]ine:? ?\d|", \d|:\d{1,7}$|:\d{1,7}[A-Z`'"]/;

interface ReadRow {
  readonly index: number;
  readonly row: CheckerRow;
}

/**
 * Checkers that print `file:line[:column]: message`, one of its many kin, or rows below the name of a file. Which of them it
 * was is told by the job's command or by what only that tool's rows have; when neither tells, it says no more than that some
 * tool points at these places, and gives way to any detector that knows better.
 */
export const fileAndLine: Detector = {
  id: 'file-and-line',
  keywords: ['.', ':', '(', '[', '<'],
  detect(view) {
    const { failing } = view.script;
    const from = Math.max(failing.from, failing.to - WINDOW);
    const rows = [
      ...placed(view, from, failing.to),
      ...headed(view, from, failing.to),
      ...pointedRows(view, from, failing.to),
      ...jsonRows(view, from, failing.to),
      ...markupRows(view, from, failing.to),
    ].sort((a, b) => a.index - b.index);
    return grouped(rows, checkerOfCommand(view.script.command)).flatMap(([known, group]) => {
      const cause = toCause(view, known, group);
      return cause === null ? [] : [cause];
    });
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
      log: '::error file=src/till.ts,line=12,col=5::No coin',
      category: 'lint',
      findings: ['src/till.ts:12'],
    },
    {
      log: 'error: `tilll` should be `till`\n  --> docs/till.in:12:5\n   |',
      category: 'lint',
      findings: ['docs/till.in:12'],
    },
    {
      log: '[{"filename":"till/money.py","location":{"row":12,"column":5},"code":"F401","message":"No coin"}]',
      category: 'lint',
      findings: ['till/money.py:12'],
    },
    {
      log: 'docs/till.md\n  12:5  warning  Too many coins  no-coins  remark-lint\n  13:1  warning  Too few notes  no-notes  remark-lint',
      category: 'lint',
      findings: ['docs/till.md:12', 'docs/till.md:13'],
    },
  ],
  lookAlikes: [
    '{"level":"info","time":"now","file":"src/till.js","line":4,"message":"a coin fell"}',
    '    at add (src/till.js:12:5)',
    'listening on till.example:8080',
    'src/till.js:12',
    'docs/till.md\n  12:30  ',
  ],
};

function placed(view: LogView, from: number, to: number): ReadRow[] {
  const found: ReadRow[] = [];
  for (let index = from; index <= to && found.length < 5_000; index += 1) {
    const text = view.text(index);
    if ((!rowLike.test(text) && !/^(?:##|::)/.test(text)) || /^\s*(?:at|from|in|#\d+)\s/.test(text)) continue;
    const row = annotationRow(text) ?? checkerRow(text, view.text(index + 1));
    if (row !== null) found.push({ index, row });
  }
  return found;
}

function headed(view: LogView, from: number, to: number): ReadRow[] {
  return headedRows(view, from, to).map((row) => ({ index: row.index, row: { ...row, isSure: true } }));
}

/** The rows by the checker that printed them; all of them are its, when most show that they are. */
function grouped(
  rows: readonly ReadRow[],
  called: KnownChecker | null,
): (readonly [KnownChecker | null, readonly ReadRow[]])[] {
  if (called !== null) return [[called, rows]];
  const groups = new Map<KnownChecker | null, ReadRow[]>();
  for (const one of rows.slice(0, ASKED)) {
    const known = checkerOfRow(one.row);
    const group = groups.get(known);
    if (group === undefined) groups.set(known, [one]);
    else group.push(one);
  }
  const [most] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  if (most === undefined) return [];
  if (most[1].length * 2 > Math.min(rows.length, ASKED)) return [[most[0], rows]];
  groups.set(null, [...(groups.get(null) ?? []), ...rows.slice(ASKED)]);
  return joined(groups);
}

/** Rows that say nothing of their tool belong to the one that is known by rows about such files, when it is the only one. */
function joined(
  groups: ReadonlyMap<KnownChecker | null, readonly ReadRow[]>,
): (readonly [KnownChecker | null, readonly ReadRow[]])[] {
  const unknown = groups.get(null) ?? [];
  const [only, ...others] = [...groups].filter(([known]) => known !== null);
  if (only === undefined || others.length > 0) return [...groups].filter(([, group]) => group.length > 0);
  const kinds = new Set(only[1].map(({ row }) => extensionOf(row.file)));
  const alike = unknown.filter(({ row }) => kinds.has(extensionOf(row.file)));
  const rest = unknown.filter(({ row }) => !kinds.has(extensionOf(row.file)));
  const all = [...only[1], ...alike].sort((a, b) => a.index - b.index);
  return [[only[0], all], ...(rest.length === 0 ? [] : [[null, rest] as const])];
}

function extensionOf(file: string): string {
  return file.slice(file.lastIndexOf('.') + 1);
}

function toCause(view: LogView, known: KnownChecker | null, rows: readonly ReadRow[]): Cause | null {
  const tool = known?.tool ?? 'checker';
  const found = rows.map(({ index, row }): FoundAt => ({
    index,
    tool,
    file: view.path(row.file),
    line: row.line,
    column: row.column === null ? null : Math.max(1, row.column),
    code: row.code,
    severity: row.severity ?? 'error',
    message: row.message,
  }));
  const hasError = found.some(({ severity }) => severity === 'error');
  return causeOfFindings({
    tool,
    label: known?.label ?? 'A checker',
    category: known?.category ?? 'lint',
    found,
    number: (index) => view.number(index),
    // Warnings say little, though more than the last lines of a log that speaks of no error.
    weight: known === null ? (hasError ? 0.43 : 0.84) : (known.weight ?? 0.88),
    failsOnWarnings: known?.failsOnWarnings === true,
    ...(known === null ? { nextStep: 'Look at the named lines.' } : {}),
  });
}
