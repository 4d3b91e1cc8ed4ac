import type { Detector } from '../detector';
import { goTestTexts, namesThatHold, readGoTests, type GoTest } from '../causes/go-test-output';
import type { LogView } from '../view/log-view';
import { causeOfTests, type FailedAt } from '../causes/test-cause';

type Line = GoTest['output'][number];

const detail = /^\s{0,40}(?:Test\S{1,300}: )?(\S{1,300}\.go):(\d{1,7}): ?(.*)$/;
const panic = /^(?:\s*)(?:panic|fatal error): (.+)$/;
const stackFrame = /^\t?(\S{1,400}_test\.go):(\d{1,7})(?: \+0x[0-9a-f]+)?$/;

/** `go test`, also with `-v`, `-json` and through gotestsum: failed tests with what they said, and packages that broke. */
export const goTest: Detector = {
  id: 'go-test',
  keywords: ['--- FAIL: ', '=== FAIL: ', 'FAIL\t', '"Action":"fail"', 'panic: '],
  lookUps: goTestTexts,
  detect(view) {
    const { tests, packages } = readGoTests(view);
    const failing = tests.filter(({ verdict }) => verdict === 'fail');
    const holders = namesThatHold(failing);
    const failed = [
      // Of nested tests the innermost first: what holds them fails for them.
      ...failing.filter(({ name }) => !holders.has(name)).map((test) => failure(view, test)),
      ...failing.filter(({ name }) => holders.has(name)).map((test) => failure(view, test)),
      ...packages.flatMap(({ pkg, output, at }) => brokenPackage(view, pkg, output, at)),
    ];
    return causeOfTests(view, {
      tool: 'go-test',
      label: 'go test',
      failed: failed.length > 0 ? failed : panics(view),
    });
  },
  examples: [
    {
      log: [
        '=== RUN   TestAdd',
        '    money_test.go:12: got 4, want 5',
        '--- FAIL: TestAdd (0.00s)',
        'FAIL',
        'FAIL\texample.org/till\t0.002s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestAdd'],
      messages: ['got 4, want 5'],
      findings: ['money_test.go:12'],
    },
    {
      log: '--- FAIL: TestAdd (0.00s)\n    --- FAIL: TestAdd/two (0.00s)\n        money_test.go:12: got 4,\n            want 5\nFAIL',
      category: 'test',
      failedTests: ['TestAdd/two', 'TestAdd'],
      messages: ['got 4, want 5', ''],
      findings: ['money_test.go:12'],
    },
    {
      log: [
        '--- FAIL: TestTill (0.00s)',
        '    till_test.go:20: ',
        '        \tError Trace:\t/builds/shop/till/till_test.go:20',
        '        \tError:      \tNot equal: ',
        '        \t            \texpected: 5',
        '        \t            \tactual  : 4',
        '        \tTest:       \tTestTill',
        'FAIL',
        'FAIL\texample.org/till\t0.002s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestTill'],
      messages: ['Not equal: expected: 5 actual  : 4'],
    },
    {
      log: [
        '=== RUN   TestOpens',
        '=== PAUSE TestOpens',
        '=== RUN   TestAdds',
        '=== PAUSE TestAdds',
        '=== CONT  TestOpens',
        '=== CONT  TestAdds',
        '    money_test.go:12: got 4, want 5',
        '=== CONT  TestOpens',
        '    till_test.go:3: opened',
        '--- PASS: TestOpens (0.00s)',
        '--- FAIL: TestAdds (0.01s)',
        'FAIL\texample.org/till\t0.012s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestAdds'],
      messages: ['got 4, want 5'],
      findings: ['money_test.go:12'],
    },
    {
      log: [
        '{"Time":"2026-01-02T03:04:05Z","Action":"run","Package":"example.org/till","Test":"TestAdds"}',
        '{"Time":"2026-01-02T03:04:05Z","Action":"output","Package":"example.org/till","Test":"TestAdds","Output":"    money_test.go:12: got 4\\n"}',
        '{"Time":"2026-01-02T03:04:05Z","Action":"fail","Package":"example.org/till","Test":"TestAdds","Elapsed":0}',
        '{"Time":"2026-01-02T03:04:05Z","Action":"output","Package":"example.org/till","Output":"FAIL\\texample.org/till\\t0.002s\\n"}',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestAdds'],
      messages: ['got 4'],
    },
    {
      log: [
        '=== RUN   TestPays',
        'panic: runtime error: index out of range [3] with length 3 [recovered]',
        '',
        'goroutine 7 [running]:',
        'example.org/till.TestPays(0xc000)',
        '\t/builds/shop/till/pay_test.go:9 +0x1d',
        'FAIL\texample.org/till\t0.004s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestPays'],
      messages: ['panic: runtime error: index out of range [3] with length 3 [recovered]'],
      findings: ['pay_test.go:9'],
    },
    {
      log: 'panic: no till in init\n\ngoroutine 1 [running]:\nFAIL\texample.org/till\t0.003s',
      category: 'test',
      failedTests: ['(example.org/till)'],
      messages: ['panic: no till in init'],
    },
    {
      log: [
        '=== Failed',
        '=== FAIL: till TestAdds (0.01s)',
        '    money_test.go:12: got 4',
        '',
        '=== FAIL: till TestPays (re-run 1) (0.00s)',
        '    pay_test.go:3: no coins',
        '',
        'DONE 12 tests, 2 failures in 0.025s',
      ].join('\n'),
      category: 'test',
      failedTests: ['TestAdds', 'TestPays'],
      messages: ['got 4', 'no coins'],
    },
  ],
  lookAlikes: [
    '--- FAIL: is what go prints',
    'panic: rooms are closed',
    'FAIL\texample.org/till [build failed]',
    '--- FAIL: TestAdd (0.00s)\nFAIL\texample.org/till\t0.1s\n--- PASS: TestAdd (0.00s)\nok  \texample.org/till\t0.1s',
  ],
};

function failure(view: LogView, { name, output, at }: GoTest): FailedAt {
  const first = output.findIndex(({ text }) => detail.test(text) && !/^\s*testing\.go:/.test(text));
  const broke = output.findIndex(({ text }) => panic.test(text));
  if (broke !== -1) return panicked(view, name, output, broke);
  const match = first === -1 ? null : detail.exec(output[first]?.text ?? '');
  const shown = output[first]?.index ?? output[0]?.index ?? at;
  return {
    test: {
      name,
      file: match?.[1] === undefined ? null : view.path(match[1]),
      line: match === null ? null : Number(match[2]),
      message: first === -1 ? joined(output.map(({ text }) => text)) : detailText(output, first),
    },
    from: Math.min(at, shown),
    to: Math.max(Math.min(at, shown + 11), shown + (output.length > 1 ? 6 : 0)),
  };
}

/** The message of one report with the lines that go on with it; of testify's, what it says went wrong. */
function detailText(output: readonly Line[], first: number): string {
  const parts = [detail.exec(output[first]?.text ?? '')?.[3] ?? ''];
  const indent = /^\s*/.exec(output[first]?.text ?? '')?.[0].length ?? 0;
  for (const { text } of output.slice(first + 1, first + 40)) {
    if (detail.test(text) || (/^\s*/.exec(text)?.[0].length ?? 0) <= indent) break;
    parts.push(text);
  }
  const wrong = parts.findIndex((text) => /^\s*Error:\s/.test(text));
  if (wrong === -1) return joined(parts);
  const end = parts.findIndex((text, position) => position > wrong && /^\s*(?:Test|Messages):\s/.test(text));
  return joined(parts.slice(wrong, end === -1 ? undefined : end)).replace(/^Error:\s*/, '');
}

function panicked(view: LogView, name: string, output: readonly Line[], at: number): FailedAt {
  const start = output[at]?.index ?? 0;
  const frame = output
    .slice(at)
    .map(({ text }) => stackFrame.exec(text))
    .find((match) => match !== null);
  return {
    test: {
      name,
      file: frame?.[1] === undefined ? null : view.path(frame[1]),
      line: frame?.[2] === undefined ? null : Number(frame[2]),
      message: (output[at]?.text ?? '').trim().slice(0, 500),
    },
    from: start,
    to: start + 6,
  };
}

function brokenPackage(view: LogView, pkg: string, output: readonly Line[], at: number): FailedAt[] {
  const broke = output.findIndex(({ text }) => panic.test(text));
  if (broke !== -1) return [panicked(view, `(${pkg})`, output, broke)];
  // Coverage below its limit and the like: the package's tests did not fail.
  if (output.some(({ text }) => /^coverage: /.test(text))) return [];
  const last = output.slice(-6);
  return [
    {
      test: { name: `(${pkg})`, file: null, line: null, message: joined(last.map(({ text }) => text)) },
      from: last[0]?.index ?? at,
      to: at,
    },
  ];
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim().replace(/\t/g, ' '))
    .filter((text) => text !== '')
    .join(' ')
    .slice(0, 500);
}

/** A program's panic that is no test's; Go prints the goroutine right below. */
function panics(view: LogView): FailedAt[] {
  // Without a word of `go test` it is a program's own, and no test has failed.
  const isTest =
    /\b(?:test|check|verify|cover|ginkgo)\w*\b/.test(view.script.command ?? 'test') ||
    view.linesWith('FAIL\t').length > 0;
  if (!isTest) return [];
  return view
    .find(/^panic: (.+)$/, ['panic: '])
    .filter(({ index }) => goroutineBelow(view, index))
    .slice(0, 3)
    .map(({ index, match }) => ({
      test: { name: 'panic', file: null, line: null, message: (match[1] ?? '').slice(0, 500) },
      from: index,
      to: index + 3,
      isFile: true,
    }));
}

function goroutineBelow(view: LogView, index: number): boolean {
  for (let below = index + 1; below <= index + 6; below += 1) {
    if (/^goroutine \d{1,9} \[/.test(view.text(below))) return true;
  }
  return false;
}
