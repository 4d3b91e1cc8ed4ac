import type { Detector } from '../detector';
import type { LogView } from '../log-view';
import { causeOfTests, type FailedAt } from '../test-cause';

const summaryRow = /^(FAILED|ERROR) ((?:[^\s:]|::?\S){1,400}?\.py(?:::.{1,400}?)?)(?: - (.*))?$/;
const heading = /^_{3,}\s(?:ERROR (?:collecting|at (?:setup|teardown) of) )?(.{1,300}?)\s_{3,}$/;
const blockEnd = /^_{3,}\s.*\s_{3,}$|^={3,}\s.*\s={3,}$/;
const location = /^(\S{1,400}\.py):(\d{1,7}): (?:in )?(\w*)/;
const errorRow = /^E\s{1,8}(\S.*)$/;

interface Block {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly errors: readonly number[];
  readonly file: string | null;
  readonly line: number | null;
}

/** pytest: failures and errors from their blocks and from the short summary. */
export const pytest: Detector = {
  id: 'pytest',
  keywords: ['FAILED ', 'ERROR ', ' FAILURES ', ' ERRORS '],
  detect(view) {
    return causeOfTests(view, { tool: 'pytest', label: 'pytest', failed: failures(view) });
  },
  examples: [
    {
      log: [
        '=================================== FAILURES ===================================',
        '________________________________ test_adds_money ________________________________',
        '',
        '    def test_adds_money():',
        '>       assert add(2, 2) == 5',
        'E       assert 4 == 5',
        'E        +  where 4 = add(2, 2)',
        '',
        'tests/test_money.py:12: AssertionError',
        '=========================== short test summary info ============================',
        'FAILED tests/test_money.py::test_adds_money - assert 4 == 5',
        '============================== 1 failed in 0.12s ===============================',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests/test_money.py::test_adds_money'],
      findings: ['tests/test_money.py:12'],
    },
    {
      log: [
        '==================================== ERRORS ====================================',
        '_____________________ ERROR collecting tests/test_money.py _____________________',
        'tests/test_money.py:1: in <module>',
        '    import till',
        "E   ModuleNotFoundError: No module named 'till'",
        '=========================== short test summary info ============================',
        'ERROR tests/test_money.py',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests/test_money.py'],
    },
  ],
  lookAlikes: [
    'FAILED to upload coverage.py - try again',
    '======= FAILURES =======\nnone today',
    'ERROR manage.py could not start',
  ],
};

function failures(view: LogView): FailedAt[] {
  const blocks = readBlocks(view);
  const used = new Set<Block>();
  const rows = view
    .find(summaryRow, ['FAILED ', 'ERROR '])
    .filter(({ match, index }) => blocks.length > 0 || inSummary(view, index, match));
  const named = rows.map(({ index, match }): FailedAt => {
    const name = match[2] ?? '';
    const block = blocks.find((one) => !used.has(one) && belongs(one, name));
    if (block !== undefined) used.add(block);
    const message = match[3] ?? (block === undefined ? '' : messageOf(view, block));
    return {
      test: {
        name,
        file: view.path(name.split('::')[0] ?? name),
        line:
          block !== undefined && block.file !== null && view.path(name).startsWith(block.file)
            ? block.line
            : null,
        message,
      },
      ...(block === undefined ? { from: index, to: index } : shown(block)),
    };
  });
  const unnamed = blocks
    .filter((block) => !used.has(block) && rows.length === 0)
    .map((block) => ({
      test: { name: block.title, file: block.file, line: block.line, message: messageOf(view, block) },
      ...shown(block),
    }));
  return [...named, ...unnamed];
}

function inSummary(view: LogView, index: number, match: RegExpExecArray): boolean {
  if (match[2]?.includes('::') === true) return true;
  return view.text(index - 1).includes('short test summary') || summaryRow.test(view.text(index - 1));
}

/** `TestTill.test_adds` in the heading is `…::TestTill::test_adds` in the summary. */
function belongs(block: Block, name: string): boolean {
  return (
    name.replaceAll('::', '.').endsWith(block.title) || block.title === name || block.title.includes(name)
  );
}

function readBlocks(view: LogView): Block[] {
  const blocks: Block[] = [];
  for (const section of view.find(/^={3,} (?:FAILURES|ERRORS) ={3,}$/, [' FAILURES ', ' ERRORS '])) {
    let index = section.index + 1;
    while (index < view.length && blocks.length < 1_000) {
      const title = heading.exec(view.text(index));
      if (title === null) {
        if (/^={3,} .* ={3,}$/.test(view.text(index))) break;
        index += 1;
        continue;
      }
      let end = index + 1;
      while (end < view.length && !blockEnd.test(view.text(end))) end += 1;
      blocks.push(readBlock(view, title[1] ?? '', index, end - 1));
      index = end;
    }
  }
  return blocks;
}

function readBlock(view: LogView, title: string, from: number, to: number): Block {
  const errors: number[] = [];
  let file: string | null = null;
  let line: number | null = null;
  for (let index = from; index <= to; index += 1) {
    const text = view.text(index);
    if (errorRow.test(text)) errors.push(index);
    const at = location.exec(text);
    if (at?.[1] === undefined || /site-packages|dist-packages/.test(at[1])) continue;
    // The test's own line stands first, where the exception came from last.
    if (file === null || /^(?:\w*Error|\w*Exception|Failed)$/.test(at[3] ?? '')) {
      file = view.path(at[1]);
      line = Number(at[2]);
    }
  }
  return { title, from, to, errors, file, line };
}

function messageOf(view: LogView, block: Block): string {
  return block.errors
    .slice(0, 3)
    .map((index) => errorRow.exec(view.text(index))?.[1] ?? '')
    .join(' ')
    .slice(0, 500);
}

function shown(block: Block): { from: number; to: number } {
  const [first] = block.errors;
  const last = block.errors.at(-1);
  if (first === undefined || last === undefined)
    return { from: block.from, to: Math.min(block.to, block.from + 11) };
  const from = Math.max(block.from, first - 3);
  return { from, to: Math.min(last, from + 9) };
}
