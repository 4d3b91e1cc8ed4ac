import { causeOfFindings, type FoundAt } from '../build-cause';
import type { Detector } from '../detector';

const heading = /^(error|warning)(?:\[(E\d{4}|clippy::\w{1,60})\])?: (\S.*)$/;
const arrow = /^\s*--> (\S{1,400}):(\d{1,7}):(\d{1,5})$/;
const summary =
  /^(?:aborting due to|could not compile|.{1,100} generated \d|\d{1,6} warnings? emitted|build failed|unused manifest key)/;
const lintName = /`#\[(?:deny|warn)\(([\w:]{1,80})\)\]`|rust-clippy\/.{1,40}#(\w{1,80})/;

/** rustc and clippy, through cargo. */
export const rustc: Detector = {
  id: 'rustc',
  keywords: ['--> '],
  detect(view) {
    const found: FoundAt[] = [];
    for (const { index, match } of view.find(arrow, ['--> '])) {
      const title = heading.exec(view.text(index - 1)) ?? heading.exec(view.text(index - 2));
      if (title?.[3] === undefined || summary.test(title[3])) continue;
      let code: string | null = title[2] ?? null;
      for (
        let below = index + 1;
        code === null && below < index + 15 && view.text(below).trim() !== '';
        below += 1
      ) {
        const name = lintName.exec(view.text(below));
        if (name !== null) code = name[1] ?? `clippy::${name[2]}`;
      }
      found.push({
        index: index - 1,
        tool: 'rustc',
        file: view.path(match[1] ?? ''),
        line: Number(match[2]),
        column: Number(match[3]),
        code,
        severity: title[1] === 'warning' ? 'warning' : 'error',
        message: title[3],
      });
    }
    const isLint = found.some(
      ({ code, severity }) => severity === 'error' && code?.startsWith('clippy::') === true,
    );
    const cause = causeOfFindings({
      tool: isLint ? 'clippy' : 'rustc',
      label: isLint ? 'Clippy' : 'The Rust compiler',
      category: isLint ? 'lint' : 'build',
      found: found.map((one) => ({ ...one, tool: isLint ? 'clippy' : 'rustc' })),
      number: (index) => view.number(index),
      linesEach: 6,
      weight: 0.95,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: 'error[E0308]: mismatched types\n  --> src/money.rs:12:9\n   |\n12 |     "five"\n   |     ^^^^^^ expected `i32`, found `&str`\n\nerror: could not compile `till` due to previous error',
      category: 'build',
      findings: ['src/money.rs:12'],
    },
    {
      log: 'error: this operation has no effect\n  --> src/money.rs:12:9\n   |\n   = help: for further information visit https://rust-lang.github.io/rust-clippy/master/index.html#identity_op\n',
      category: 'lint',
      findings: ['src/money.rs:12'],
    },
  ],
  lookAlikes: ['go here --> src/money.rs:12:9', 'error: it broke\n see --> the notes'],
};
