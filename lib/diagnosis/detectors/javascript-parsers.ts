import { isOxlint } from '../rows/is-oxlint';
import { compilerDetector, saidBelow } from '../causes/compiler-detector';
import { unresolvedImport } from '../causes/unresolved-import';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[\w@~.\-\\/ ()[\]+=]{1,300}?\.(?:[cm]?[jt]sx?|vue|svelte|astro|json|mdx?|graphql))`;

/** Babel, SWC, Metro and Parcel, and whatever prints their errors. */
export const javascriptParsers = compilerDetector({
  id: 'javascript-parsers',
  keywords: [
    'SyntaxError: ',
    '[BABEL]',
    '╭─[',
    ',-[',
    'Unable to resolve module',
    '@parcel/',
    'Syntax Error',
  ],
  forms: [
    {
      // Babel: SyntaxError: /till/src/till.js: Unexpected token (12:5)
      pattern: new RegExp(
        String.raw`^.{0,80}?\b(?:SyntaxError|TypeError|Error): (?:\[BABEL\] )?(?:unknown: )?${path}: (?<message>\S.{0,400}?) ?\((?<line>\d{1,7}):(?<column>\d{1,5})\)`,
      ),
      keywords: ['SyntaxError: ', '[BABEL]'],
    },
    {
      // Babel without a position names the file alone.
      pattern: new RegExp(
        String.raw`^\s{0,4}(?:Error|SyntaxError): \[BABEL\] ${path}: (?<message>\S.{0,400})$`,
      ),
      keywords: ['[BABEL]'],
    },
    {
      // SWC: "× Expected ';'" / ╭─[src/till.ts:12:5]; older and plain terminals print ,-[ instead.
      pattern: new RegExp(String.raw`^\s{1,8}(?:╭─|,-)\[${path}:(?<line>\d{1,7}):(?<column>\d{1,5})\]$`),
      keywords: ['╭─[', ',-['],
      complete: (_row, view, index) => {
        if (isOxlint(view)) return null;
        for (let above = index - 1; above >= index - 4; above -= 1) {
          const match = /^\s{0,4}(?:Error: )?\s{0,4}[×x] (\S.*)$/.exec(view.text(above));
          if (match?.[1] !== undefined) return { message: match[1], index: above };
        }
        return null;
      },
    },
    {
      pattern: new RegExp(
        String.raw`^(?:error: )?(?:Error: )?(?<message>Unable to resolve module [^\s]{1,200}) from ${path}:? ?.*$`,
      ),
      keywords: ['Unable to resolve module'],
      complete: (row, view, index) => {
        const place = saidBelow(view, index, /^> {1,3}(\d{1,7}) \|/, 10);
        const asked = row.message.replace(/module [`'"]?([^`'"]{1,200})[`'"]?$/, "module '$1'");
        return { message: asked, line: place === null ? null : Number(place[1]) };
      },
    },
    {
      // Parcel: @parcel/core: message / blank / /till/src/till.js:12:5
      pattern: /^\s{0,4}(?:🚨 )?(?<code>@parcel\/(?!package-manager)[\w-]{1,60}): (?<message>\S.*)$/,
      keywords: ['@parcel/'],
      complete: (_row, view, index) => {
        const place = saidBelow(view, index, /^\s{2,8}(\S[^:]{0,300}\.\w{1,10}):(\d{1,7}):(\d{1,5})$/, 4);
        return place?.[1] === undefined
          ? {}
          : { file: view.path(place[1]), line: Number(place[2]), column: Number(place[3]) };
      },
    },
  ],
  // Parcel explains below what it has said with a place.
  keep: (rows) => (rows.some(({ file }) => file !== null) ? rows.filter(({ file }) => file !== null) : rows),
  name: (found) => ({
    tool: 'babel',
    label: 'The JavaScript compiler',
    category: 'build',
    ...unresolvedImport(found[0]?.message ?? ''),
  }),
  // A test runner that cannot parse a file names the file that failed with it, and a bundler where it is imported.
  weight: 0.9,
  linesEach: 2,
  examples: [
    {
      log: 'SyntaxError: /builds/shop/till/src/till.js: Unexpected token (12:5)\n\n  10 | {',
      category: 'build',
      findings: ['src/till.js:12'],
    },
    {
      log: "  × Expected ';', '}' or <eof>\n    ╭─[/builds/shop/till/src/till.ts:12:5]\n 12 │ total 5",
      category: 'build',
      findings: ['src/till.ts:12'],
    },
    {
      log: "🚨 Build failed.\n\n@parcel/core: Failed to resolve 'coins' from './src/till.js'\n\n  /builds/shop/till/src/till.js:12:21\n    11 |",
      category: 'dependency',
      findings: ['src/till.js:12'],
      dependency: 'coins',
    },
  ],
  lookAlikes: [
    'SyntaxError: Unexpected token in JSON at position 12',
    '    ╭─[src/till.ts:12:5]\nall is well',
  ],
});
