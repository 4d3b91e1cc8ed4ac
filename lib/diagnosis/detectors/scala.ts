import {
  caretColumn,
  compilerDetector,
  lead,
  printedPath,
  type CompilerRow,
} from '../causes/compiler-detector';

const mark = String.raw`\[(?<severity>error|warn|ERROR|WARNING|WARN)\] `;
const kinds = /^\s{0,4}(?:Error|Warning|Syntax Error|Type Error|Deprecation Warning)/;

/** scalac (2 and 3), alone and through sbt, Mill, Maven and Gradle. */
export const scala = compilerDetector({
  id: 'scala',
  keywords: ['.scala', '.sbt', '.sc:'],
  forms: [
    {
      // sbt: [error] Till.scala:12:5: message; Maven adds its own word behind the position.
      pattern: new RegExp(
        String.raw`^\s{0,8}${mark}${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?:(?:error|warning): )?(?<message>\S.*)$`,
      ),
      complete: (row, view, index) =>
        isScala(row)
          ? {
              column: row.column ?? caretColumn(view, index),
              ...(saysWarning(view.text(index)) ? { severity: 'warning' } : {}),
            }
          : null,
    },
    {
      // scalac by itself: Till.scala:12: error: message
      pattern: new RegExp(
        String.raw`^${lead}${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<severity>error|warning): (?<message>\S.*)$`,
      ),
      complete: (row, view, index) =>
        isScala(row) ? { column: row.column ?? caretColumn(view, index) } : null,
    },
    {
      // Scala 3: -- [E007] Type Mismatch Error: src/Till.scala:12:5 -----
      pattern: new RegExp(
        String.raw`^\s{0,8}(?:\[(?:error|warn)\] )?-- (?:\[(?<code>E\d{3})\] )?(?<message>[A-Z][\w ]{0,60}(?<severity>Error|Warning)|Error|Warning|Migration Warning): ${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))? ?-{0,200}$`,
      ),
      complete: (row, view, index) => ({
        // The compiler counts columns from 0 here, and says what it means below the carets.
        column: row.column,
        severity: /Warning/.test(row.message) ? 'warning' : 'error',
        message: explained(index, (at) => view.text(at)) ?? row.message,
      }),
    },
    {
      // Gradle's Scala plug-in: [Error] Till.scala:12: message
      pattern: new RegExp(
        String.raw`^\s{0,8}\[(?<severity>Error|Warn)\] ${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<message>\S.*)$`,
      ),
      complete: (row, view, index) =>
        isScala(row) ? { column: row.column ?? caretColumn(view, index) } : null,
    },
  ],
  name: { tool: 'scalac', label: 'The Scala compiler', category: 'build' },
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: '[error] /builds/shop/till/src/Money.scala:12:9: not found: value total\n[error]     total = 5\n[error]     ^',
      category: 'build',
      findings: ['src/Money.scala:12'],
    },
    {
      log: 'Money.scala:12: error: not found: value total\n    total = 5\n    ^\none error found',
      category: 'build',
      findings: ['Money.scala:12'],
    },
    {
      log: '-- [E007] Type Mismatch Error: src/Money.scala:12:9 -----\n12 |  total = "5"\n   |          ^^^\n   |          Found:    ("5" : String)\n   |          Required: Int',
      category: 'build',
      findings: ['src/Money.scala:12'],
    },
  ],
  lookAlikes: [
    '[error] \tat shop.Money.add(Money.scala:12)',
    '[info] compiling 3 Scala sources to target/Till.scala',
  ],
});

function isScala({ file, message }: CompilerRow): boolean {
  return /\.(?:scala|sbt|sc)$/.test(file ?? '') && !kinds.test(message);
}

function saysWarning(text: string): boolean {
  return /:\d{1,7}(?::\d{1,6})?: warning: /.test(text);
}

function explained(index: number, text: (index: number) => string): string | null {
  for (let below = index + 1; below <= index + 6; below += 1) {
    if (!/^(?:\[(?:error|warn)\] )?\s{0,8}\|\s{0,400}\^/.test(text(below))) continue;
    return /\|\s{0,400}(\S.*)$/.exec(text(below + 1))?.[1] ?? null;
  }
  return null;
}
