import { compilerDetector, type CompilerForm } from '../causes/compiler-detector';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'<>|*][^:"'<>|*]{0,400}?)`;
const keywords = ['error TS', 'warning TS', 'TS', 'ERROR(TypeScript)', '(ts)', '(js)'];

/** The message stands on the line below the place. */
function placedAbove(pattern: RegExp, words: readonly string[]): CompilerForm {
  return {
    pattern,
    keywords: words,
    complete: (_row, view, index) => {
      const said = /^\s*(?:\[tsl\] )?(?:error )?(TS\d{1,6}): (.*)$/.exec(view.text(index + 1));
      const late = /^(\S.*?)\s{1,4}(TS\d{1,6})$/.exec(view.text(index + 1));
      if (said !== null) return { code: said[1] ?? null, message: said[2] ?? '' };
      return late === null ? null : { code: late[2] ?? null, message: late[1] ?? '' };
    },
  };
}

/** The TypeScript compiler, plain and `--pretty`, also as vue-tsc, ts-jest, loaders, bundlers, Angular and Deno print it. */
export const typescript = compilerDetector({
  id: 'typescript',
  keywords,
  forms: [
    {
      pattern: new RegExp(
        String.raw`^(?:\[[^\]]{1,60}\] |\S{1,60}: )?(?:.{0,40}Error: )?${path}\((?<line>\d{1,7}),(?<column>\d{1,5})\): (?:semantic |syntactic )?(?<severity>error|warning) (?<code>TS\d{1,6}):? (?<message>.*)$`,
      ),
      keywords: ['error TS', 'warning TS'],
    },
    {
      pattern: new RegExp(
        String.raw`^(?:\[[^\]]{1,60}\] )?(?:ERROR in |Error: |.{0,40}RollupError: |.{0,40}TSError: )?${path}:(?<line>\d{1,7}):(?<column>\d{1,5}) - (?<severity>error|warning) (?<code>TS\d{1,6}): (?<message>.*)$`,
      ),
      keywords: ['error TS', 'warning TS'],
    },
    // ts-loader and fork-ts-checker put position and message on lines of their own.
    placedAbove(
      new RegExp(
        String.raw`^(?:\[tsl\] )?(?<severity>ERROR|WARNING|TypeScript error) in ${path}[(:](?<line>\d{1,7})[,:](?<column>\d{1,5})\)?:?$`,
      ),
      ['ERROR in ', 'TypeScript error in ', 'WARNING in '],
    ),
    {
      // Rollup's plug-in: src/till.ts (12:5): @rollup/plugin-typescript TS2322: message
      pattern: new RegExp(
        String.raw`^(?:.{0,60}\] |.{0,60}RollupError: )?${path} \((?<line>\d{1,7}):(?<column>\d{1,5})\): @rollup\/plugin-typescript (?<code>TS\d{1,6}): (?<message>.*)$`,
      ),
      keywords: ['@rollup/plugin-typescript TS'],
    },
    {
      // Angular's builder: ✘ [ERROR] TS2322: message [plugin angular-compiler], Deno: TS2322 [ERROR]: message
      pattern:
        /^\s{0,4}(?:[✘✗X] \[(?<severity>ERROR|WARNING)\] (?<code>TS\d{1,6}): (?<message>.*?)(?: \[plugin [\w-]{1,60}\])?|(?:error: )?(?<late>TS\d{1,6}) \[ERROR\]: (?<text>.*))$/,
      keywords: ['[ERROR]', '[WARNING] TS'],
      complete: (row, view, index, { late, text }) => {
        for (let below = index + 1; below <= index + 12; below += 1) {
          const place = /^\s{2,12}(?:at )?(?:file:\/\/)?([^\s:][^:]{0,300}):(\d{1,7}):(\d{1,5}):?$/.exec(
            view.text(below),
          );
          if (place?.[1] === undefined) continue;
          return {
            file: view.path(place[1]),
            line: Number(place[2]),
            column: Number(place[3]),
            code: row.code ?? late ?? null,
            message: text ?? row.message,
          };
        }
        return late === undefined ? {} : null;
      },
    },
    {
      // vite-plugin-checker: the place stands on the line below.
      pattern: /^\s{0,4}(?<severity>ERROR|WARNING)\((?:TypeScript|vue-tsc)\)\s{1,4}(?<message>\S.*)$/,
      keywords: ['ERROR(', 'WARNING('],
      complete: (_row, view, index) => {
        const place = /^\s{0,4}FILE\s{1,4}(\S.{0,300}?):(\d{1,7}):(\d{1,5})$/.exec(view.text(index + 1));
        return place?.[1] === undefined
          ? null
          : { file: view.path(place[1]), line: Number(place[2]), column: Number(place[3]) };
      },
    },
    {
      // svelte-check: /till/src/Till.svelte:12:5 / Error: message (ts)
      pattern: /^(?<severity>Error|Warn): (?<message>\S.*?)(?: \((?<language>ts|js|svelte|css)\))?\s*$/,
      keywords: ['(ts)', '(js)', '(svelte)'],
      complete: (_row, view, index, { language }) => {
        const place = /^(\S.{0,300}?):(\d{1,7}):(\d{1,5})$/.exec(view.text(index - 1));
        return place?.[1] === undefined || language === undefined
          ? null
          : { file: view.path(place[1]), line: Number(place[2]), column: Number(place[3]), index: index - 1 };
      },
    },
    {
      // svelte-check --output machine: 1590680326283 ERROR "src/Till.svelte" 12:5 "message"
      pattern:
        /^\d{10,16} (?<severity>ERROR|WARNING) "(?<file>[^"]{1,300})" (?<line>\d{1,7}):(?<column>\d{1,5}) "(?<message>.*)"$/,
      keywords: [' ERROR "', ' WARNING "'],
    },
    { pattern: /^(?<severity>error) (?<code>TS\d{1,6}): (?<message>.*)$/, keywords: ['error TS'] },
  ],
  name: { tool: 'tsc', label: 'TypeScript', category: 'type-check' },
  weight: 0.95,
  examples: [
    {
      log: "src/till.ts(4,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "src/till.ts:4:7 - error TS2551: Property 'emial' does not exist on type 'User'. Did you mean 'email'?\n\n4 user.emial\n       ~~~~~",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "ERROR in src/till.ts:4:7\nTS2322: Type 'string' is not assignable to type 'number'.",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "✘ [ERROR] TS2322: Type 'string' is not assignable to type 'number'. [plugin angular-compiler]\n\n    src/app/till.ts:4:7:\n      4 │ total = '5'",
      category: 'type-check',
      findings: ['src/app/till.ts:4'],
    },
    {
      log: "TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.\nconst total: number = '5';\n      ~~~~~\n    at file:///builds/shop/till/src/till.ts:4:7",
      category: 'type-check',
      findings: ['src/till.ts:4'],
    },
    {
      log: "/builds/shop/till/src/Till.svelte:4:7\nError: Type 'string' is not assignable to type 'number'. (ts)\n<script>",
      category: 'type-check',
      findings: ['src/Till.svelte:4'],
    },
    {
      log: "error TS2688: Cannot find type definition file for 'jest'.",
      category: 'type-check',
      findings: [''],
    },
  ],
  lookAlikes: ['notes on error TS2322: see the wiki', 'Closes BUTTS1234: an old one', 'Error: the till (ts)'],
});
