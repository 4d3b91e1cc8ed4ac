import {
  caretColumn,
  compilerDetector,
  lead,
  printedPath,
  saidBelow,
  type CompilerRow,
} from '../causes/compiler-detector';

const jvmFile = /\.(?:java|kts?|groovy|gvy|gradle|aj|jav)$/;
// What javac lists among its warnings and that is no place in the code.
const general = /^\[(?:options|path|processing|module|classfile|exports|opens)\]/;
/** Checkstyle prints the same through Maven, with its group and its rule. */
const checkstyle = /^\([a-z]\w{2,30}\) [A-Z]\w{2,60}: /;
const lint = /^\[(?<code>[\w:.-]{1,60})\] (?<message>.*)$/;

/** javac, kotlinc and groovyc, alone and through Maven, Gradle and Ant; with Error Prone's and other plug-ins' checks. */
export const javac = compilerDetector({
  id: 'javac',
  keywords: ['.java', '.kt', '.groovy', '.gradle'],
  forms: [
    {
      // Maven: [ERROR] Till.java:[12,5] message; Eclipse's compiler leaves the message to the lines below.
      pattern: new RegExp(
        String.raw`^${lead.replace('{0,3}', '{0,2}')}\[?(?<severity>ERROR|WARNING|WARN|INFO|error|warn)\]? ${printedPath}:\s?\[(?<line>\d{1,7})(?:,\s?(?<column>\d{1,6}))?\]\s{0,4}(?:error: |warning: )?(?<message>\S.*)$`,
      ),
      beside: ['ERROR', 'WARN', 'INFO', 'error', 'warn'],
      complete: (row) => compiled(row),
    },
    {
      // javac and, on its own, kotlinc: Till.java:12: error: message
      pattern: new RegExp(
        String.raw`^${lead}(?:\[(?:ERROR|WARNING|WARN|INFO|error|warn)\] )?(?:Exit code: \d{1,3} - )?${printedPath}:(?<line>\d{1,7})(?::(?<column>\d{1,6}))?: (?<severity>error|warning): (?<message>.*)$`,
      ),
      beside: [': error: ', ': warning: '],
      complete: (row, view, index) => {
        const more = compiled(row);
        return more === null ? null : { column: row.column ?? caretColumn(view, index), ...more };
      },
    },
    {
      // kotlinc through Gradle: e: file:///till.kt:12:5 message, e: till.kt: (12, 5): message
      pattern: new RegExp(
        String.raw`^${lead}(?<severity>[ewi]): (?:\[ksp\] )?(?:file:\/{2})?${printedPath}:(?: \()?(?<line>\d{1,7})(?:[,:]\s?(?<column>\d{1,6}))?\)?:? (?:(?:error|warning): )?(?<message>\S.*)$`,
      ),
      keywords: ['.kt:', '.kts:', '.java:'],
      beside: ['e: ', 'w: ', 'i: '],
    },
    {
      // Maven's Kotlin plug-in: [ERROR] Till.kt: (12, 5) message
      pattern: new RegExp(
        String.raw`^${lead.replace('{0,3}', '{0,2}')}\[(?<severity>ERROR|WARNING|WARN)\] ${printedPath}: ?[([](?<line>\d{1,7}), ?(?<column>\d{1,6})[)\]]:? (?<message>\S.*)$`,
      ),
      keywords: ['.kt: ', '.kts: ', '.java: '],
    },
    {
      // groovyc: Till.groovy: 12: message @ line 12, column 5.
      pattern: new RegExp(
        String.raw`^${lead}(?:\[(?<severity>ERROR|WARNING)\] )?${printedPath}: ?(?<line>\d{1,7}): (?<message>.*?) ?@ line \d{1,7}, column (?<column>\d{1,6})\.?$`,
      ),
      keywords: ['@ line '],
    },
    {
      // groovyc with the message above: ... @ line 12, column 5. under "Till.groovy: 12: "
      pattern: new RegExp(
        String.raw`^${lead}${printedPath}: ?(?<line>\d{1,7}): (?<message>(?!.*@ line)[\w\[].*)$`,
      ),
      keywords: ['.groovy: ', '.gradle: '],
      complete: (_row, view, index) => {
        const column = saidBelow(view, index, /@ line \d{1,7}, column (\d{1,6})/, 3)?.[1];
        return column === undefined ? null : { column: Number(column) };
      },
    },
  ],
  name: (found) => ({
    tool: /\.kts?$/.test(telling(found)?.file ?? '') ? 'kotlinc' : 'javac',
    label: 'The compiler',
    category: 'build',
  }),
  weight: 0.94,
  linesEach: 3,
  examples: [
    {
      log: 'src/main/java/shop/Money.java:12: error: cannot find symbol\n        total = 5;\n        ^\n  symbol:   variable total',
      category: 'build',
      findings: ['src/main/java/shop/Money.java:12'],
    },
    {
      log: '[ERROR] COMPILATION ERROR : \n[ERROR] /builds/shop/till/src/main/java/shop/Money.java:[12,9] cannot find symbol\n  symbol:   variable total',
      category: 'build',
      findings: ['src/main/java/shop/Money.java:12'],
    },
    {
      log: '    [javac] /builds/shop/till/src/My Till.java:3: error: [EqualsNaN] == never holds for NaN\n    [javac]   a == Double.NaN\n    [javac]     ^\n    (see https://errorprone.info/bugpattern/EqualsNaN)',
      category: 'build',
      findings: ['src/My Till.java:3'],
    },
    {
      log: 'e: file:///builds/shop/till/src/Money.kt:12:9 Unresolved reference: total',
      category: 'build',
      findings: ['src/Money.kt:12'],
    },
    {
      log: "e: /builds/shop/till/src/Money.kt: (12, 9): Unresolved reference: total\nw: src/Till.kt:3:1 Parameter 'coin' is never used",
      category: 'build',
      findings: ['src/Money.kt:12', 'src/Till.kt:3'],
    },
    {
      log: '[ERROR] /builds/shop/till/src/Money.kt: (12, 9) Unresolved reference: total',
      category: 'build',
      findings: ['src/Money.kt:12'],
    },
    {
      log: 'startup failed:\n/builds/shop/till/src/Till.groovy: 12: unable to resolve class Coin\n @ line 12, column 5.\n       Coin coin\n       ^\n\n1 error',
      category: 'build',
      findings: ['src/Till.groovy:12'],
    },
  ],
  lookAlikes: [
    '\tat shop.Money.add(Money.java:12)',
    'Note: src/Money.java uses unchecked operations.',
    '[ERROR]   MoneyTest.adds:12 expected: <3> but was: <4>',
  ],
});

function compiled(row: CompilerRow): Partial<CompilerRow> | null {
  if (!jvmFile.test(row.file ?? '') || general.test(row.message) || checkstyle.test(row.message)) return null;
  const named = lint.exec(row.message)?.groups;
  if (named === undefined) return {};
  return { code: named['code'] ?? null, message: named['message'] ?? row.message };
}

function telling(found: readonly CompilerRow[]): CompilerRow | undefined {
  return found.find(({ severity }) => severity === 'error') ?? found[0];
}
