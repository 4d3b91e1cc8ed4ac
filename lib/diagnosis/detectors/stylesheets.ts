import { compilerDetector } from '../causes/compiler-detector';

const path = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*,│╵╷][^:"'()<>|*,]{0,300}?\.(?:scss|sass|css|less|styl|pcss|postcss|vue|svelte))`;

/** Compilers of style sheets: Sass, Less, Stylus, PostCSS and Tailwind. */
export const stylesheets = compilerDetector({
  id: 'stylesheets',
  keywords: ['.scss', '.sass', '.css', '.less', '.styl', '.pcss', '.postcss', 'CssSyntaxError'],
  forms: [
    {
      // Dart Sass prints the place below the quoted source: src/till.scss 12:5  root stylesheet
      pattern: new RegExp(String.raw`^\s{1,12}${path} (?<line>\d{1,7}):(?<column>\d{1,5})\s{1,8}\S.{0,100}$`),
      complete: (_row, view, index) => {
        // Only the innermost place counts, and it stands right below the frame.
        if (!/╵/.test(view.text(index - 1))) return null;
        for (let above = index - 2; above >= index - 14; above -= 1) {
          const match =
            /^\s{0,4}(?:\[\w{1,20}\] )?(?:(?:Sass)?Error|(?:Deprecation )?(?<warning>Warning|WARNING)(?: \[[\w-]{1,60}\])?): (?<message>\S.*)$/i.exec(
              view.text(above),
            )?.groups;
          if (match?.['message'] !== undefined)
            return {
              message: match['message'],
              index: above,
              severity: match['warning'] === undefined ? 'error' : 'warning',
            };
        }
        return null;
      },
    },
    {
      // LibSass: on line 12:5 of src/till.scss
      pattern: new RegExp(String.raw`^\s{1,12}on line (?<line>\d{1,7})(?::(?<column>\d{1,5}))? of ${path}$`),
      keywords: ['on line '],
      complete: (_row, view, index) => {
        const match = /^\s{0,4}(?:Error|Warning): (.*)$/.exec(view.text(index - 1));
        return match === null ? null : { message: match[1] ?? '', index: index - 1 };
      },
    },
    {
      // Less: ParseError: message in src/till.less on line 12, column 5:
      pattern: new RegExp(
        String.raw`^.{0,40}?(?<code>(?:Parse|Name|Syntax|File|Runtime|Argument|Operation)Error): (?<message>.{1,400}?) in ${path} on line (?<line>\d{1,7})(?:, column (?<column>\d{1,5}))?:?$`,
      ),
      keywords: [' on line '],
    },
    {
      // PostCSS: CssSyntaxError: src/till.css:12:5: message; Tailwind puts its own name in front of the file.
      pattern: new RegExp(
        String.raw`^.{0,80}?(?<code>CssSyntaxError): (?:[\w@/-]{1,60}: )?${path}:(?<line>\d{1,7}):(?<column>\d{1,5}): (?<message>\S.*)$`,
      ),
      keywords: ['CssSyntaxError'],
    },
    {
      // Stylus: ParseError: src/till.styl:12:5
      pattern: new RegExp(
        String.raw`^.{0,40}?(?<code>\w{0,40}Error): (?<file>[^\s:()]{1,300}\.styl):(?<line>\d{1,7}):(?<column>\d{1,5})$`,
      ),
      keywords: ['.styl:'],
      complete: (_row, view, index) => {
        for (let below = index + 1; below <= index + 14; below += 1) {
          if (/-{3,400}\^/.test(view.text(below)))
            return { message: (view.text(below + 2) || view.text(below + 1)).trim() };
        }
        return {};
      },
    },
  ],
  name: { tool: 'stylesheet', label: 'The style sheet compiler', category: 'build' },
  weight: 0.935,
  linesEach: 3,
  examples: [
    {
      log: 'Error: Undefined variable.\n   ╷\n12 │   color: $gold;\n   │          ^^^^^\n   ╵\n  src/till.scss 12:10  root stylesheet',
      category: 'build',
      findings: ['src/till.scss:12'],
    },
    {
      log: 'Error: Undefined variable: "$gold".\n        on line 12 of src/till.scss\n>>   color: $gold;',
      category: 'build',
      findings: ['src/till.scss:12'],
    },
    {
      log: 'ParseError: Unrecognised input in /builds/shop/till/src/till.less on line 12, column 5:',
      category: 'build',
      findings: ['src/till.less:12'],
    },
    {
      log: 'CssSyntaxError: /builds/shop/till/src/till.css:12:5: Unclosed block',
      category: 'build',
      findings: ['src/till.css:12'],
    },
  ],
  lookAlikes: ['  src/till.scss 12:10  root stylesheet', 'till.css on line 12'],
});
