import { signatureDetector } from '../causes/signature-detector';
import type { LogView } from '../view/log-view';

/** Programs in Go and Rust that ended in a panic and are no tests: their frameworks tell of those themselves. */
export const programPanic = signatureDetector({
  id: 'program-panic',
  tool: 'panic',
  keywords: ['panic: ', 'panicked at ', 'fatal error: '],
  signatures: [
    {
      tool: 'go',
      pattern: /^(?:panic|fatal error): (.{1,500})$/,
      category: 'build',
      weight: 0.66,
      summary: (match) => `A Go program ended in a panic: ${match[1]}`,
      reason: 'The panic that ended the program',
      nextStep: 'Look at the first frame of your own code.',
      linesAfter: 4,
      finding: (match, view, index) => {
        for (let below = index + 1; below <= index + 40; below += 1) {
          const at = /^\t(\S{1,300}\.go):(\d{1,7})(?: \+0x|$)/.exec(view.text(below));
          if (at?.[1] !== undefined && !/\/go\/src\/|\/pkg\/mod\/|\/usr\/local\/go\//.test(at[1]))
            return { file: at[1], line: Number(at[2]), message: `panic: ${match[1]}` };
        }
        return null;
      },
      rejects: (view, index) => !isGoroutineBelow(view, index) || testsBelow(view, index),
    },
    {
      tool: 'rust',
      pattern:
        /^thread '([^']{1,200})'(?: \(\d{1,12}\))? panicked at (?:'(.{1,500})', )?([^\s:']{1,300}):(\d{1,7}):(\d{1,5}):?$/,
      category: 'build',
      weight: 0.6,
      summary: (match) =>
        `A Rust program panicked at ${match[3]}:${match[4]}${match[2] === undefined ? '' : `: ${match[2]}`}`,
      reason: 'The panic that ended the program',
      nextStep: 'Look at the named line.',
      linesAfter: 1,
      finding: (match, view, index) => ({
        file: match[3] ?? '',
        line: Number(match[4]),
        column: Number(match[5]),
        message: match[2] ?? view.text(index + 1).trim(),
      }),
      rejects: (view, index) => testsBelow(view, index),
    },
  ],
  examples: [
    {
      log: 'panic: runtime error: index out of range [3] with length 0\n\ngoroutine 1 [running]:\nmain.main()\n\t/builds/shop/till/main.go:2 +0x1a\nexit status 2',
      category: 'build',
      findings: ['main.go:2'],
    },
    {
      log: 'thread \'main\' (17085) panicked at src/main.rs:1:66:\ncalled `Result::unwrap()` on an `Err` value: "no price"',
      category: 'build',
      findings: ['src/main.rs:1'],
    },
  ],
  lookAlikes: [
    'panic: rooms are closed',
    "thread 'tests::adds' panicked at src/lib.rs:5:12:\nassertion failed\ntest tests::adds ... FAILED\n\ntest result: FAILED. 0 passed; 1 failed",
  ],
});

function isGoroutineBelow(view: LogView, index: number): boolean {
  for (let below = index + 1; below <= index + 6; below += 1) {
    if (/^goroutine \d{1,9} (?:gp=\S{1,40} .{0,60})?\[/.test(view.text(below))) return true;
  }
  return false;
}

/** What test frameworks print behind it. */
function testsBelow(view: LogView, index: number): boolean {
  for (let below = index + 1; below < Math.min(view.length, index + 400); below += 1) {
    if (/^FAIL\b|^test result: |^failures:$|^---- \S{1,200} stdout ----$/.test(view.text(below))) return true;
  }
  return false;
}
