import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';
import { causeOfTests, lineBefore, type FailedAt } from '../causes/test-cause';

const stdout = /^---- (\S.{0,300}) stdout ----$/;
/** nextest puts the binary in front; later versions print the output below a rule. */
const nextest = /^--- (?:STDOUT|STDERR):\s{1,20}(\S{1,200}) (\S.{0,300}?)(?: ---)?$/;
const nextestRow =
  /^\s{0,12}(?:TRY \d{1,3} )?(?:FAIL|SIGABRT|SIGSEGV|ABORT|TIMEOUT|LEAK-FAIL) \[\s*[\d.]{1,12}s\] (?:\(\s*\d{1,6}\/\d{1,6}\) )?(\S{1,200}) (\S.{0,300})$/;
const verdict = /^test (\S.{0,300}?)(?: - should panic)? \.\.\. FAILED(?: <.{1,40}>)?$/;
// Rust 1.73 put the place on the line of the panic and the message below it.
const panicked =
  /^\s{0,8}thread '(.{1,300})' (?:\(\d{1,9}\) )?panicked at (?:'(.*)', )?(\S{1,300}\.rs):(\d{1,7}):\d{1,5}:?$/;
const blockEnd = /^---- |^--- |^failures:$|^\s{0,12}(?:PASS|FAIL|SIGABRT) \[|^test result: /;

/** `cargo test` and nextest: failed tests with the panic that ended them. */
export const cargoTest: Detector = {
  id: 'cargo-test',
  keywords: [' stdout ----', '... FAILED', '--- STDOUT:', '--- STDERR:', 'FAIL ['],
  detect(view) {
    return causeOfTests(view, { tool: 'cargo-test', label: 'cargo test', failed: failures(view) });
  },
  examples: [
    {
      log: [
        'failures:',
        '',
        '---- tests::adds_money stdout ----',
        "thread 'tests::adds_money' panicked at src/money.rs:12:9:",
        'assertion `left == right` failed',
        '  left: 4',
        ' right: 5',
        'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
        '',
        'failures:',
        '    tests::adds_money',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests::adds_money'],
      messages: ['assertion `left == right` failed left: 4 right: 5'],
      findings: ['src/money.rs:12'],
    },
    {
      log: [
        '        FAIL [   0.005s] till money::tests::adds',
        '--- STDOUT:              till money::tests::adds ---',
        '',
        'running 1 test',
        '--- STDERR:              till money::tests::adds ---',
        "thread 'money::tests::adds' panicked at src/money.rs:12:9:",
        'four is not five',
        '',
        '     Summary [   0.006s] 2 tests run: 1 passed, 1 failed, 0 skipped',
      ].join('\n'),
      category: 'test',
      failedTests: ['money::tests::adds'],
      messages: ['four is not five'],
      findings: ['src/money.rs:12'],
    },
    {
      log: [
        'running 2 tests',
        'test tests::opens ... ok',
        "thread 'tests::adds' (12418) panicked at src/lib.rs:5:59:",
        'four is not five',
        'note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace',
        'test tests::adds ... FAILED',
        '',
        'test result: FAILED. 1 passed; 1 failed',
      ].join('\n'),
      category: 'test',
      failedTests: ['tests::adds'],
      messages: ['four is not five'],
      findings: ['src/lib.rs:5'],
    },
  ],
  lookAlikes: [
    'what a program prints to stdout ---- is shown below',
    '---- end stdout ----\n---- stderr ----',
    'test connection ... FAILED',
  ],
};

function failures(view: LogView): FailedAt[] {
  const isCargo = view.has('test result: FAILED') || view.has('failures:') || view.has('running ');
  const blocks = [
    ...(isCargo ? view.find(stdout, [' stdout ----']) : []).map(({ index, match }) => ({
      index,
      name: match[1] ?? '',
    })),
    ...[
      ...view.find(nextest, ['--- STDERR:']),
      ...view.find(nextest, ['--- STDOUT:']),
      ...view.find(nextestRow, ['FAIL [', 'SIGABRT [', 'SIGSEGV [', 'TIMEOUT [']),
    ].map(({ index, match }) => ({ index, name: match[2] ?? '' })),
    ...(isCargo ? view.find(verdict, ['... FAILED']) : []).map(({ index, match }) => ({
      index,
      name: match[1] ?? '',
    })),
  ];
  const passedLater = new Set(
    view
      .find(
        /^\s{0,12}(?:FLAKY \d{1,3}\/\d{1,3}|TRY \d{1,3} PASS) \[\s*[\d.]{1,12}s\] (?:\(\s*\d{1,6}\/\d{1,6}\) )?\S{1,200} (\S.{0,300})$/,
        ['FLAKY ', ' PASS ['],
      )
      .map(({ match }) => match[1] ?? ''),
  );
  const panics = new Map(
    view.find(panicked, ['panicked at ']).map(({ index, match }) => [match[1] ?? '', index] as const),
  );
  return blocks
    .filter(({ name }) => name !== 'end' && !passedLater.has(name) && !/^(?:running|end of)\b/.test(name))
    .map(({ index, name }) => failure(view, index, name, panics));
}

function failure(view: LogView, index: number, name: string, panics: ReadonlyMap<string, number>): FailedAt {
  const to = lineBefore(view, index + 1, 60, blockEnd);
  let line = index + 1;
  while (line <= to && !panicked.test(view.text(line))) line += 1;
  // With --nocapture a panic stands apart, by the name of its thread.
  const at = line <= to ? line : panics.get(name);
  const place = at === undefined ? null : panicked.exec(view.text(at));
  if (at === undefined || place?.[3] === undefined) {
    const said = stdout.test(view.text(index)) ? view.text(index + 1).trim() : '';
    return {
      test: { name, file: null, line: null, message: said.slice(0, 500) },
      from: index,
      to: said === '' ? index : Math.min(to, index + 8),
    };
  }
  const end = lineBefore(view, at + 1, 60, blockEnd);
  return {
    test: {
      name,
      file: view.path(place[3]),
      line: Number(place[4]),
      message: (place[2] ?? below(view, at + 1, end)).slice(0, 500),
    },
    from: at > index ? Math.max(index, at - 3) : at,
    to: Math.min(end, at + 6),
  };
}

/** The message of a panic up to the note that follows it. */
function below(view: LogView, from: number, to: number): string {
  const parts: string[] = [];
  for (let line = from; line <= Math.min(to, from + 5); line += 1) {
    const text = view.text(line).trim();
    if (text === '' || /^(?:note: |stack backtrace:|\d{1,3}: )/.test(text)) break;
    parts.push(text);
  }
  return parts.join(' ');
}
