import { compilerDetector } from '../causes/compiler-detector';
import { unresolvedImport } from '../causes/unresolved-import';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*,][^:"'()<>|*,]{0,300}?)`;

/** esbuild and what is built on it: tsup, Angular's builder, Vite's transforms, Wrangler. */
export const esbuild = compilerDetector({
  id: 'esbuild',
  keywords: ['[ERROR]', '[WARNING]', ': ERROR: ', ': error: ', ': WARNING: '],
  forms: [
    {
      // ✘ [ERROR] message [plugin name] / blank / src/till.ts:12:5:
      pattern:
        /^\s{0,4}(?:[✘✗X▲⚠] )?\[(?<severity>ERROR|WARNING)\] (?<message>\S.*?)(?: \[(?:plugin )?(?<plugin>[\w@/.:-]{1,80})\])?$/,
      keywords: ['[ERROR] ', '[WARNING] '],
      complete: (row, view, index) => {
        if (/^TS\d{1,6}: /.test(row.message)) return null;
        for (let below = index + 1; below <= index + 3; below += 1) {
          const place = /^\s{2,12}(\S[^:]{0,300}):(\d{1,7}):(\d{1,5}):?$/.exec(view.text(below));
          if (place?.[1] !== undefined)
            return {
              file: view.path(place[1]),
              line: Number(place[2]),
              column: Number(place[3]),
              code: /\[([a-z]+(?:-[a-z]+){1,8})\]$/.exec(row.message)?.[1] ?? null,
            };
        }
        return /^\s{0,4}[✘✗X] /.test(view.text(index)) ? {} : null;
      },
    },
    {
      // What its interface gives to other tools: src/till.ts:12:5: ERROR: message
      pattern: new RegExp(
        String.raw`^\s{0,8}(?:> )?(?:Error: )?${path}:(?<line>\d{1,7}):(?<column>\d{1,5}): (?<severity>ERROR|WARNING): (?:\[plugin: [\w@/.:-]{1,80}\] )?(?<message>\S.*)$`,
      ),
      keywords: [': ERROR: ', ': WARNING: '],
      complete: (row) =>
        /(?:^|\/)(?:meson\.build|BUILD(?:\.bazel)?|WORKSPACE)$/.test(row.file ?? '') ? null : {},
    },
    {
      // Before version 0.14: > src/till.ts:12:5: error: message
      pattern: new RegExp(
        String.raw`^\s{0,4}> ${path}:(?<line>\d{1,7}):(?<column>\d{1,5}): (?<severity>error|warning): (?<message>\S.*)$`,
      ),
      keywords: [': error: ', ': warning: '],
    },
  ],
  name: (found) => ({
    tool: 'esbuild',
    label: 'The bundler',
    category: 'build',
    ...unresolvedImport(found.find(({ severity }) => severity === 'error')?.message ?? ''),
  }),
  weight: 0.93,
  linesEach: 3,
  examples: [
    {
      log: '✘ [ERROR] Could not resolve "./money"\n\n    src/till.ts:12:19:\n      12 │ import { add } from "./money";\n         ╵                    ~~~~~~~~~',
      category: 'build',
      findings: ['src/till.ts:12'],
    },
    {
      log: 'Error: Transform failed with 1 error:\n/builds/shop/till/src/till.ts:12:5: ERROR: Expected ";" but found "total"',
      category: 'build',
      findings: ['src/till.ts:12'],
    },
    {
      log: 'X [ERROR] Could not resolve "coins/euro"\n\n    src/till.ts:1:19:',
      category: 'dependency',
      findings: ['src/till.ts:1'],
      dependency: 'coins',
    },
  ],
  lookAlikes: [
    '[ERROR] the till does not open',
    "✘ [ERROR] TS2322: Type 'string' is not assignable.\n\n    src/till.ts:4:7:",
  ],
});
