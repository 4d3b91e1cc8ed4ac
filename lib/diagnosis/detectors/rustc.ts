import { compilerDetector, lead, type CompilerRow } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';
import { at, listAt, parsed, positionAt, textAt } from '../reports/json-value';

const heading =
  /^(?:\S{0,40} \| )?\s{0,8}(?<severity>error|warning)(?:\[(?<code>E\d{4}|clippy::\w{1,60}|\w[\w:]{1,60})\])?: (?<message>\S.*)$/;
const echo =
  /^(?:aborting due to|could not compile|.{1,100} generated \d|\d{1,6} warnings? emitted|build failed|unused manifest key)/;
const lintName =
  /`(?:#\[(?:deny|warn|forbid)\(([\w:]{1,80})\)\]|-[DFW] ([\w:-]{1,80})(?: implied by .{1,80})?)`|rust-clippy\/.{1,40}#\/?(\w{1,80})/;

/** rustc and clippy, through cargo: in full, and with `--message-format short`. */
export const rustc = compilerDetector({
  id: 'rustc',
  keywords: ['--> ', '.rs:', '"reason":"compiler-message"'],
  forms: [
    {
      pattern: /^(?:\S{0,40} \| )?\s*(?:-->|:::) (?<file>\S.{0,400}?):(?<line>\d{1,7}):(?<column>\d{1,5})$/,
      keywords: ['--> '],
      complete: (_row, view, index) => {
        const above =
          [1, 2, 3].map((lines) => index - lines).find((at) => heading.test(view.text(at))) ?? index;
        const title = heading.exec(view.text(above));
        const { severity, code, message = '' } = title?.groups ?? {};
        if (severity === undefined || echo.test(message)) return null;
        return {
          index: above,
          severity: severity === 'warning' ? 'warning' : 'error',
          message,
          code: code ?? lintBelow(view, index),
        };
      },
    },
    {
      // cargo --message-format json
      pattern: /^(?<json>\{"reason":"compiler-message",.*\})$/,
      keywords: ['"reason":"compiler-message"'],
      complete: (_row, view, _index, { json = '' }) => fromJson(parsed(json), (path) => view.path(path)),
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.rs):(?<line>\d{1,7}):(?<column>\d{1,5}): (?<severity>error|warning)(?:\[(?<code>E\d{4}|[\w:]{1,80})\])?: (?<message>\S.*)$`,
      ),
      keywords: ['.rs:'],
    },
  ],
  name: (found) => {
    const isLint = isClippy(found);
    return {
      tool: isLint ? 'clippy' : 'rustc',
      label: isLint ? 'Clippy' : 'The Rust compiler',
      category: isLint ? 'lint' : 'build',
    };
  },
  weight: 0.95,
  linesEach: 6,
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
    {
      log: '{"reason":"compiler-message","message":{"message":"mismatched types","code":{"code":"E0308"},"level":"error","spans":[{"file_name":"src/money.rs","line_start":12,"column_start":9,"is_primary":true}]}}',
      category: 'build',
      findings: ['src/money.rs:12'],
    },
    {
      log: 'src/money.rs:12:9: error[E0425]: cannot find value `total` in this scope\nerror: could not compile `till` (bin "till") due to 1 previous error',
      category: 'build',
      findings: ['src/money.rs:12'],
    },
  ],
  lookAlikes: [
    'go here --> src/money.rs:12:9',
    'error: it broke\n see --> the notes',
    "thread 'main' panicked at src/money.rs:12:9:",
  ],
});

function fromJson(entry: unknown, path: (printed: string) => string): Partial<CompilerRow> | null {
  const spans = listAt(entry, 'message', 'spans');
  const span = spans.find((one) => at(one, 'is_primary') === true) ?? spans[0];
  const file = textAt(span, 'file_name');
  const level = textAt(entry, 'message', 'level') ?? '';
  if (file === null || !/^(?:error|warning)/.test(level)) return null;
  return {
    file: path(file),
    line: positionAt(span, 'line_start'),
    column: positionAt(span, 'column_start'),
    code: textAt(entry, 'message', 'code', 'code'),
    severity: level === 'warning' ? 'warning' : 'error',
    message: textAt(entry, 'message', 'message') ?? '',
  };
}

function lintBelow(view: LogView, index: number): string | null {
  for (let below = index + 1; below < index + 15 && view.text(below).trim() !== ''; below += 1) {
    const name = lintName.exec(view.text(below));
    if (name === null) continue;
    return name[1] ?? (name[2] === undefined ? `clippy::${name[3]}` : name[2].replaceAll('-', '_'));
  }
  return null;
}

/** Rustc names its own lints without a prefix; only Clippy's have one. */
function isClippy(found: readonly CompilerRow[]): boolean {
  const errors = found.filter(({ severity }) => severity === 'error');
  return errors.length > 0
    ? errors.some(({ code }) => code?.startsWith('clippy::') === true)
    : found.some(({ code }) => code?.startsWith('clippy::') === true);
}
