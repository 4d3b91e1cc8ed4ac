import { compilerDetector, saidBelow, type CompilerRow } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';
import { unresolvedImport } from '../causes/unresolved-import';

const positioned = /\((\d{1,7}):(\d{1,5})\)|╭─\[(?:[^\]:]{0,300}:)?(\d{1,7}):(\d{1,5})\]/;
const said =
  /^\s{0,4}(?:×|x|\s)?\s{0,4}(?:(?:Module (?:not found|parse failed|build failed|Error|Warning)|Error|SyntaxError|TypeError|Type error|ModuleParseError|CssSyntaxError|SassError|export|Unhandled|Syntax Error|Failed to compile|You (?:may|are)|Attempted import|'|Can't|Unexpected)\b.{0,600})/;
const loaderEcho = /^\s*Module build failed \(from .{1,400}\):\s*$/;

/** webpack, Rspack and what is built on them (Create React App, Vue CLI, Next.js): errors of modules. */
export const webpack = compilerDetector({
  id: 'webpack',
  keywords: [
    'ERROR in ',
    'WARNING in ',
    'Failed to compile',
    'Type error: ',
    'Module not found: ',
    'Syntax Error',
  ],
  forms: [
    {
      // ERROR in ./src/till.js 12:5-20, with the message below.
      pattern:
        /^(?:\[[\w .-]{1,40}\] )?(?<severity>ERROR|WARNING) in (?<file>(?:\.{0,2}\/|[A-Za-z]:\\)?[\w@~.\-\\/ ()[\]+=]{1,300}?\.\w{1,10})(?:\?\S{1,200})?(?: \([^()]{1,300}\))?(?:[ :](?<line>\d{1,7}):(?<column>\d{1,5})(?:-\d{1,7}(?::\d{1,5})?)?)?:?$/,
      keywords: ['ERROR in ', 'WARNING in '],
      complete: (row, view, index) => fromBelow(row, view, index),
    },
    {
      // Next.js and Create React App: ./src/till.tsx:12:5 and the message below.
      pattern:
        /^(?<file>\.\/[\w@~.\-\\/ ()[\]+=]{1,300}?\.(?:[cm]?[jt]sx?|mdx?|vue|s?css|sass|less|json))(?::(?<line>\d{1,7}):(?<column>\d{1,5}))?$/,
      keywords: ['./'],
      complete: (row, view, index) =>
        /^(?:Type error|Module (?:not found|parse failed|build failed)|Error:|Syntax ?Error|Parsing |Ecmascript|\s{1,4}[×x] |Attempted import|Unable to|Export |You're )/.test(
          view.text(index + 1),
        )
          ? fromBelow(row, view, index)
          : null,
    },
    {
      pattern:
        /^(?:\s{0,4}[×✖] |Error: )?(?<message>Module not found: (?:Error: )?Can't resolve '[^']{1,300}' in '.{1,400}')$/,
      keywords: ['Module not found: '],
      complete: (_row, view, index) => (/^(?:ERROR in |\.\/|@ )/.test(view.text(index - 1)) ? null : {}),
    },
  ],
  name: (found) => {
    const first = found.find(({ severity }) => severity === 'error') ?? found[0];
    const message = first?.message ?? '';
    // What TypeScript says through a bundler is TypeScript's all the same.
    if (message.startsWith('Type error: '))
      return { tool: 'tsc', label: 'TypeScript', category: 'type-check' };
    return { tool: 'webpack', label: 'The bundler', category: 'build', ...unresolvedImport(message) };
  },
  weight: 0.93,
  linesEach: 2,
  examples: [
    {
      log: "ERROR in ./src/till.js 12:5-20\nModule not found: Error: Can't resolve './money' in '/builds/shop/till/src'\n @ ./src/index.js 1:0-20",
      category: 'build',
      findings: ['src/till.js:12'],
    },
    {
      log: 'ERROR in ./src/till.js\nModule build failed (from ./node_modules/babel-loader/lib/index.js):\nSyntaxError: /builds/shop/till/src/till.js: Unexpected token (12:5)\n\n  10 |',
      category: 'build',
      findings: ['src/till.js:12'],
    },
    {
      log: "ERROR in ./src/till.js 1:0-20\nModule not found: Error: Can't resolve 'coins/euro' in '/builds/shop/till/src'",
      category: 'dependency',
      findings: ['src/till.js:1'],
      dependency: 'coins',
    },
    {
      log: "ERROR in ./src/till.js\n  × Module parse failed:\n  ╰─▶   × JavaScript parse error: Unexpected token ';'\n         ╭────\n      12 │ total = ;\n         ·         ─\n         ╰────",
      category: 'build',
      findings: ['src/till.js:12'],
    },
    {
      log: "Failed to compile.\n\n./src/app/till.tsx:12:5\nType error: Type 'string' is not assignable to type 'number'.\n\n  10 |",
      category: 'type-check',
      findings: ['src/app/till.tsx:12'],
    },
    {
      log: "Failed to compile.\n\n./src/app/till.tsx\nModule not found: Can't resolve './money'",
      category: 'build',
      findings: ['src/app/till.tsx'],
    },
  ],
  lookAlikes: ['ERROR in the till', './src/app/till.tsx\ncompiled', 'asset till.js 12 KiB [emitted]'],
});

/** The message stands below; of a loader's error behind the line that names the loader. */
function fromBelow(row: CompilerRow, view: LogView, index: number): Partial<CompilerRow> | null {
  const first = loaderEcho.test(view.text(index + 1)) ? index + 1 : index;
  const message = (saidBelow(view, first, said, 2)?.[0] ?? view.text(first + 1)).replace(
    /^\s*[×x]?\s{0,4}/,
    '',
  );
  // TypeScript's errors through a loader have a detector of their own.
  if (/^(?:\[tsl\] )?(?:error )?TS\d{1,6}:/.test(message) || message.trim() === '') return null;
  // Rspack sets what went wrong within the module apart, with the quoted line.
  const nested = /failed:\s*$/.test(message)
    ? saidBelow(view, first + 1, /[×x] {1,3}(\S.*)$/, 3)?.[1]
    : undefined;
  if (nested !== undefined) {
    const quoted = row.line ?? Number(saidBelow(view, first + 1, /^\s{1,12}(\d{1,7}) │/, 6)?.[1] ?? 0);
    return { message: nested, line: quoted === 0 ? null : quoted };
  }
  if (row.line !== null) return { message };
  const place =
    positioned.exec(message) ?? saidBelow(view, first, /╭─\[(?:[^\]:]{0,300}:)?(\d{1,7}):(\d{1,5})\]/, 4);
  const line = place?.[1] ?? place?.[3];
  const column = place?.[2] ?? place?.[4];
  return {
    message,
    line: line === undefined ? null : Number(line),
    column: column === undefined ? null : Number(column),
  };
}
