import type { Detector } from '../detector';
import type { LogView } from '../log-view';
import { causeOfTests, type FailedAt } from '../test-cause';

const failed = /^(\s*)--- FAIL: (\S{1,400}) \([\d.]{1,12}s\)$/;
const detail = /^\s{1,40}(\S{1,300}\.go):(\d{1,7}): ?(.*)$/;
const blockEnd = /^\s*(?:---|===) |^(?:FAIL|ok|PASS)\b|^exit status /;
const panic = /^panic: (.+)$/;

/** `go test`: failed tests (of nested ones the innermost) with their messages, and panics. */
export const goTest: Detector = {
  id: 'go-test',
  keywords: ['--- FAIL: ', 'panic: '],
  detect(view) {
    return causeOfTests(view, { tool: 'go-test', label: 'go test', failed: failures(view) });
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
      findings: ['money_test.go:12'],
    },
    {
      log: '--- FAIL: TestAdd (0.00s)\n    --- FAIL: TestAdd/two (0.00s)\n        money_test.go:12: got 4, want 5\nFAIL',
      category: 'test',
      failedTests: ['TestAdd/two'],
      findings: ['money_test.go:12'],
    },
  ],
  lookAlikes: ['--- FAIL: is what go prints', 'panic: rooms are closed'],
};

function failures(view: LogView): FailedAt[] {
  const rows = view.find(failed, ['--- FAIL: ']);
  const names = rows.map(({ match }) => match[2] ?? '');
  const tests = rows
    .filter(({ match }) => !names.some((name) => name.startsWith(`${match[2]}/`)))
    .map(({ index, match }) => failure(view, index, match[2] ?? ''));
  if (tests.length > 0) return tests;
  return panics(view);
}

function failure(view: LogView, index: number, name: string): FailedAt {
  const below = details(view, index + 1, 1);
  // With -v the messages stand above the verdict.
  const rows = below.length > 0 ? below : details(view, index - 1, -1).reverse();
  const [first] = rows;
  const match = first === undefined ? null : detail.exec(view.text(first));
  const message = match?.[3] ?? '';
  const next = first !== undefined && message === '' ? view.text(first + 1).trim() : '';
  return {
    test: {
      name,
      file: match?.[1] === undefined ? null : view.path(match[1]),
      line: match === null ? null : Number(match[2]),
      message: (message === '' ? next : message).slice(0, 500),
    },
    from: Math.min(index, first ?? index),
    to: Math.max(index, Math.min(rows.at(-1) ?? index, (first ?? index) + 8)),
  };
}

function details(view: LogView, start: number, step: 1 | -1): number[] {
  const found: number[] = [];
  for (let index = start; index >= 0 && index < view.length && Math.abs(index - start) < 60; index += step) {
    const text = view.text(index);
    if (blockEnd.test(text)) break;
    if (detail.test(text)) found.push(index);
  }
  return found;
}

/** A panic outside of a test's own report; Go prints the goroutine right below. */
function panics(view: LogView): FailedAt[] {
  return view
    .find(panic, ['panic: '])
    .filter(({ index }) => goroutineBelow(view, index))
    .slice(0, 3)
    .map(({ index, match }) => ({
      test: { name: 'panic', file: null, line: null, message: (match[1] ?? '').slice(0, 500) },
      from: index,
      to: index + 3,
    }));
}

function goroutineBelow(view: LogView, index: number): boolean {
  for (let below = index + 1; below <= index + 6; below += 1) {
    if (/^goroutine \d{1,9} \[/.test(view.text(below))) return true;
  }
  return false;
}
