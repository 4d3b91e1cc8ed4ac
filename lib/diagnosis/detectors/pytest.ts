import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { readPytestBlocks, type PytestBlock } from '../causes/pytest-blocks';
import { nodeOf, readPytestRows } from '../causes/pytest-rows';
import { causeOfTests, type FailedAt } from '../causes/test-cause';

/** pytest: failures and errors from their blocks, the short summary and the rows of each test. */
export const pytest: Detector = {
  id: 'pytest',
  keywords: ['FAILED', 'ERROR ', ' FAILURES ', ' ERRORS '],
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
      failedTests: ['tests.test_money::test_adds_money'],
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
      failedTests: ['(tests.test_money)'],
      messages: ["ModuleNotFoundError: No module named 'till'"],
    },
    {
      log: [
        'tests/test_money.py ..F.                                                 [ 60%]',
        'tests/till/test_till.py .F                                               [100%]',
        '=================================== FAILURES ===================================',
        '_________________________ TestMoney.test_adds[2 - 2.0] _________________________',
        'E       assert 4 == 5',
        'tests/test_money.py:12: AssertionError',
        '__________________________________ test_opens __________________________________',
        'E       assert not True',
        'tests/till/test_till.py:3: AssertionError',
        '====================== 2 failed, 4 passed in 0.12 seconds ======================',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests.test_money::TestMoney::test_adds[2 - 2.0]', 'tests.till.test_till::test_opens'],
      findings: ['tests/test_money.py:12', 'tests/till/test_till.py:3'],
    },
    {
      log: [
        '[gw1] [ 88%] FAILED tests/test_money.py::TestMoney::test_adds ',
        '[gw0] [ 90%] PASSED tests/test_money.py::TestMoney::test_takes ',
        '=================================== FAILURES ===================================',
        '_____________________________ TestMoney.test_adds ______________________________',
        'E       assert 4 == 5',
        '============================== 1 failed in 0.12s ===============================',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests.test_money::TestMoney::test_adds'],
      messages: ['assert 4 == 5'],
    },
    {
      log: [
        'till/money.py::till.money.add FAILED                                     [100%]',
        '=================================== FAILURES ===================================',
        '__________________________ [doctest] till.money.add ____________________________',
        '003 >>> add(2, 2)',
        'Expected:',
        '    5',
        'Got:',
        '    4',
        '',
        '/builds/shop/till/till/money.py:3: DocTestFailure',
        '============================== 1 failed in 0.12s ===============================',
      ].join('\n'),
      category: 'test',
      failedTests: ['till.money::add'],
    },
  ],
  lookAlikes: [
    'FAILED to upload coverage.py - try again',
    '======= FAILURES =======\nnone today',
    'ERROR manage.py could not start',
    '================== XFAILURES ==================\n__________ test_known __________\nE  assert 4 == 5\n=== 1 xfailed in 0.1s ===',
  ],
};

function failures(view: LogView): FailedAt[] {
  const blocks = readPytestBlocks(view);
  const rows = readPytestRows(view, blocks);
  const byTitle = new Map<string, PytestBlock[]>();
  for (const block of [...blocks].reverse())
    byTitle.set(block.title, [...(byTitle.get(block.title) ?? []).slice(-20), block]);
  const used = new Set<PytestBlock>();
  const named = rows.map(({ node, message, index }): FailedAt => {
    // `TestTill.test_adds` in the heading is `…::TestTill::test_adds` in the summary.
    const alike =
      node.rest === ''
        ? byTitle.get(node.path)
        : (byTitle.get(node.rest) ?? byTitle.get(node.rest.replaceAll('::', '.')));
    const block = alike?.pop();
    if (block !== undefined) used.add(block);
    const path = view.path(node.path);
    return {
      test: {
        name: node.name,
        file: path,
        line: block !== undefined && block.file !== null && sameFile(path, block.file) ? block.line : null,
        message: fuller(message, block?.message ?? ''),
      },
      ...(block === undefined ? { from: index, to: index } : { from: block.shown.from, to: block.shown.to }),
    };
  });
  const unnamed = blocks
    .filter((block) => !used.has(block) && rows.length === 0)
    .map((block) => ({
      test: {
        name: block.isFile ? nodeOf(block.title).name : block.title,
        file: block.file,
        line: block.line,
        message: block.message,
      },
      from: block.shown.from,
      to: block.shown.to,
    }));
  return [...named, ...unnamed];
}

/** The summary cuts its messages to the width of the terminal. */
function fuller(inSummary: string, inBlock: string): string {
  return inSummary === '' || (inSummary.endsWith('...') && inBlock !== '') ? inBlock : inSummary;
}

function sameFile(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}
