import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, type FailedAt } from '../causes/test-cause';

const failed = /^\[\s{2}FAILED\s{2}\] ([\w/]{1,200}\.[\w/]{1,200})(?:, where .{1,300})?(?: \(\d{1,9} ms\))?$/;
const started = /^\[ RUN\s{6}\] ([\w/]{1,200}\.[\w/]{1,200})$/;
const place =
  /^(?:\s{0,4})(\S{1,400}\.(?:cc|cpp|cxx|c|h|hpp|mm))(?::(\d{1,7}): Failure|\((\d{1,7})\): error: ?(.*))$/;
const crash = /Segmentation fault|core dumped|\bAborted\b|SIG(?:SEGV|ABRT)|AddressSanitizer|terminate called/;

/** GoogleTest, also when the program broke off in the middle of a test. */
export const googleTest: Detector = {
  id: 'google-test',
  keywords: ['[  FAILED  ]', '[ RUN      ]'],
  detect(view) {
    const rows = view
      .find(failed, ['[  FAILED  ]'])
      .map(({ index, match }) => failure(view, index, match[1] ?? ''));
    return causeOfTests(view, {
      tool: 'google-test',
      label: 'GoogleTest',
      failed: [
        ...rows.filter(({ test }) => test.file !== null),
        ...rows.filter(({ test }) => test.file === null),
        ...(rows.length === 0 ? brokenOff(view) : []),
      ],
    });
  },
  examples: [
    {
      log: [
        '[ RUN      ] Money.Adds',
        'test/money_test.cc:12: Failure',
        'Expected equality of these values:',
        '  add(2, 2)',
        '    Which is: 4',
        '  5',
        '[  FAILED  ] Money.Adds (0 ms)',
        '[  FAILED  ] 1 test, listed below:',
        '[  FAILED  ] Money.Adds',
      ].join('\n'),
      category: 'test',
      failedTests: ['Money.Adds'],
      messages: ['Expected equality of these values: add(2, 2) Which is: 4 5'],
      findings: ['test/money_test.cc:12'],
    },
    {
      log: '[ RUN      ] Money.Opens\n[       OK ] Money.Opens (0 ms)\n[ RUN      ] Money.Adds\nSegmentation fault (core dumped)',
      category: 'test',
      failedTests: ['Money.Adds'],
      messages: ['Segmentation fault (core dumped)'],
    },
  ],
  lookAlikes: ['[  FAILED  ] 2 tests', '[ RUN      ] Money.Opens\n[       OK ] Money.Opens (0 ms)'],
};

function failure(view: LogView, index: number, name: string): FailedAt {
  let from = index;
  for (let line = index - 1; line > Math.max(0, index - 60); line -= 1) {
    if (/^\[ RUN|^\[\s+(?:OK|FAILED) /.test(view.text(line))) break;
    if (place.test(view.text(line))) from = line;
  }
  const at = from === index ? null : place.exec(view.text(from));
  const parts = [at?.[4] ?? ''];
  for (let line = from + 1; at !== null && line < index && line <= from + 6; line += 1) {
    const text = view.text(line).trim();
    if (text === '' || place.test(view.text(line))) break;
    parts.push(text);
  }
  return {
    test: {
      name,
      file: at?.[1] === undefined ? null : view.path(at[1]),
      line: at === null ? null : Number(at[2] ?? at[3]),
      message: parts.join(' ').trim().slice(0, 500),
    },
    from,
    to: Math.min(index, from + 8),
  };
}

/** The test that had begun when the program crashed. */
function brokenOff(view: LogView): FailedAt[] {
  const last = view.find(started, ['[ RUN      ]'], 100_000).at(-1);
  if (last === undefined) return [];
  for (let line = last.index + 1; line <= Math.min(view.length - 1, last.index + 60); line += 1) {
    const text = view.text(line);
    if (/^\[\s+(?:OK|SKIPPED|FAILED)\s+\]/.test(text)) return [];
    if (!crash.test(text)) continue;
    const test = { name: last.match[1] ?? '', file: null, line: null, message: text.trim().slice(0, 500) };
    return [{ test, from: last.index, to: Math.min(line + 1, last.index + 11) }];
  }
  return [];
}
