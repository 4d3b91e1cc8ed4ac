import { compilerDetector, saidBelow } from '../causes/compiler-detector';
import { isOxlint } from '../rows/is-oxlint';
import { unresolvedImport } from '../causes/unresolved-import';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[\w@~.\-\\/ ()[\]+=]{1,300}?\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|sass|less|styl|pcss|html|json|mdx?))`;
const failure =
  /^(?:\[!\] |\s{0,4}× )?(?:\(?\[?plugin [\w:@/.-]{1,80}\]?\)? )?(?:\[[\w:@/.-]{1,80}\] )?(?:(?:[A-Z]\w{0,40})?Error: )?(?<message>\S.*)$/;

/** Vite, Rollup and Rolldown: what stopped the bundle. */
export const vite = compilerDetector({
  id: 'vite',
  keywords: [
    '[vite',
    'RollupError',
    '[!] ',
    'error during build',
    'file: ',
    '[plugin',
    'ollup failed to resolve',
    '╭─[',
  ],
  forms: [
    {
      // error during build: / src/till.ts (12:5): "total" is not exported by "src/money.ts"
      pattern: new RegExp(
        String.raw`^(?:\[!\] )?(?:\(?\[?plugin [\w:@/.-]{1,80}\]?\)? )?(?:RollupError: )?${path} \((?<line>\d{1,7}):(?<column>\d{1,5})\)(?:: (?<message>\S.*))?$`,
      ),
      keywords: [
        'RollupError',
        '[!] ',
        '.js (',
        '.ts (',
        '.jsx (',
        '.tsx (',
        '.mjs (',
        '.cjs (',
        '.mts (',
        '.vue (',
        '.svelte (',
        '.astro (',
        'css (',
      ],
      beside: Array.from('0123456789', (digit) => `${digit})`),
      complete: (row, view, index) => {
        if (row.message !== '') return /@rollup\/plugin-typescript TS\d/.test(row.message) ? null : {};
        // Rollup's own command line prints the message above and the place below it.
        for (let above = index - 1; above >= index - 4; above -= 1) {
          const match = /^\[!\] (?:\(plugin [\w:@/.-]{1,80}\) )?(?:(?:[A-Z]\w{0,40})?Error: )?(.*)$/.exec(
            view.text(above),
          );
          if (match?.[1] !== undefined) return { message: match[1], index: above };
        }
        return null;
      },
    },
    {
      // Vite prints the place below the message: file: /till/src/till.ts:12:5
      pattern: new RegExp(
        String.raw`^\s{0,4}(?:[Ff]ile|id): ${path}(?:\?\S{0,200})?(?::(?<line>\d{1,7}):(?<column>\d{1,5}))?$`,
      ),
      keywords: ['file: ', 'File: '],
      complete: (_row, view, index) => {
        for (let above = index - 1; above >= index - 8; above -= 1) {
          const text = view.text(above);
          if (/^\s{0,4}[✗✘x] Build failed in /.test(text) || /^\s{0,4}error during build:$/.test(text))
            return null;
          if (!/Error\b|^Could not resolve |\[vite|\[plugin|\[!\]|is not exported|ERROR: |✗|✘/.test(text))
            continue;
          return { message: failure.exec(text)?.groups?.['message'] ?? text.trim(), index: above };
        }
        return null;
      },
    },
    {
      pattern: new RegExp(
        String.raw`^(?:\[!\] )?(?:RollupError: |Error: )?(?<message>Could not resolve "[^"]{1,300}" from "(?<file>[^"]{1,400})")$`,
      ),
      keywords: ['Could not resolve "'],
      complete: (_row, view, index) => (/^\s{0,4}[Ff]ile: /.test(view.text(index + 1)) ? null : {}),
    },
    {
      pattern:
        /^(?:error during build:\s)?(?:\s*Error: )?(?:\[vite\]: )?(?:Rollup|Rolldown) (?<message>failed to resolve import "[^"]{1,300}" from "(?<file>[^"]{1,400})".*)$/,
      keywords: ['failed to resolve import'],
    },
    {
      pattern:
        /^(?:.{0,60}\[plugin:? vite:import-analysis\] |.{0,40}Internal server error: )(?<message>Failed to resolve import "[^"]{1,300}" from "(?<file>[^"]{1,400})".*)$/,
      keywords: ['Failed to resolve import'],
    },
    {
      // Rolldown: [UNRESOLVED_IMPORT] message / ╭─[ src/till.ts:12:5 ]
      pattern: new RegExp(String.raw`^\s{1,8}╭─\[ ?${path}:(?<line>\d{1,7}):(?<column>\d{1,5}) ?\]$`),
      keywords: ['╭─['],
      complete: (_row, view, index) => {
        if (isOxlint(view)) return null;
        for (let above = index - 1; above >= index - 3; above -= 1) {
          const match =
            /^(?:\s{0,4}[×⚠x] |(?:[A-Z]\w{0,40})?(?:Error|Warning): |(?:\[[\w:@/.-]{3,80}\] ){1,2}(?:(?:[A-Z]\w{0,40})?(?:Error|Warning): )?)(\S.*)$/.exec(
              view.text(above),
            );
          if (match?.[1] !== undefined)
            return {
              message: match[1],
              index: above,
              severity: /Warning: |⚠/.test(view.text(above)) ? 'warning' : 'error',
            };
        }
        return null;
      },
    },
    {
      // Without a place: (plugin commonjs) SyntaxError: Unexpected token (12:5) in /till/src/till.js
      pattern: /^\[!\] (?:\(plugin [\w:@/.-]{1,80}\) )?(?<message>(?:[A-Z]\w{0,40})?Error: .{1,600})$/,
      keywords: ['[!] '],
      complete: (row, view, index) => {
        const inline = / \((\d{1,7}):(\d{1,5})\) in (\S{1,400})$/.exec(row.message);
        if (inline !== null)
          return { file: view.path(inline[3] ?? ''), line: Number(inline[1]), column: Number(inline[2]) };
        return saidBelow(view, index, /^\S{1,300} \(\d{1,7}:\d{1,5}\)$/, 4) === null ? {} : null;
      },
    },
  ],
  name: (found) => ({
    tool: 'vite',
    label: 'The bundler',
    category: 'build',
    ...unresolvedImport(found[0]?.message ?? ''),
  }),
  weight: 0.93,
  linesEach: 2,
  examples: [
    {
      log: 'error during build:\nsrc/till.ts (12:5): "total" is not exported by "src/money.ts", imported by "src/till.ts".\nfile: /builds/shop/till/src/till.ts:12:5',
      category: 'build',
      findings: ['src/till.ts:12'],
    },
    {
      log: '[!] RollupError: "total" is not exported by "src/money.js", imported by "src/till.js".\nhttps://rollupjs.org/troubleshooting/#error-name-is-not-exported-by-module\nsrc/till.js (12:5)',
      category: 'build',
      findings: ['src/till.js:12'],
    },
    {
      log: 'error during build:\nError: [vite]: Rollup failed to resolve import "coins" from "/builds/shop/till/src/till.ts".',
      category: 'dependency',
      findings: ['src/till.ts'],
      dependency: 'coins',
    },
    {
      log: '✗ Build failed in 12ms\nerror during build:\nCould not resolve "./gone.js" from "till.js"\nfile: /builds/shop/till/till.js',
      category: 'build',
      findings: ['till.js'],
    },
    {
      log: "[UNRESOLVED_IMPORT] Could not resolve './money' in src/till.ts\n   ╭─[ src/till.ts:12:5 ]\n   │",
      category: 'build',
      findings: ['src/till.ts:12'],
    },
  ],
  lookAlikes: [
    "  × Export 'coins' is not defined\n   ╭─[till.js:5:17]\n   ╰────\n\nFound 0 warnings and 1 error.",
    'file: /builds/shop/till/src/till.ts:12:5',
    '[!] the till is open',
    'dist/till.js (12:5)',
  ],
});
