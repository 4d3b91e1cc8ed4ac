import { compilerDetector, lead, saidBelow, type CompilerForm } from '../causes/compiler-detector';

function source(extensions: string): string {
  return String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|*,[][^:"'()<>|*,]{0,300}\.(?:${extensions}))`;
}

/** The message stands on the nearest line above that says Error. */
function headed(pattern: RegExp, head: RegExp, keywords: readonly string[], within = 8): CompilerForm {
  return {
    pattern,
    keywords,
    complete: (_row, view, index) => {
      for (let above = index - 1; above >= index - within; above -= 1) {
        const message = head.exec(view.text(above))?.[1];
        if (message !== undefined) return { message, index: above };
      }
      return null;
    },
  };
}

/** Compilers of languages that have no family: Dart, Nim, D, Crystal, Julia, Elm, PureScript, Clojure, Nix, Solidity and others. */
export const otherLanguages = compilerDetector({
  id: 'other-languages',
  keywords: ['Error', 'error', ' line ', '.elm', '.purs:', '.rb:', '.hx:', '.dart:', '.nim('],
  forms: [
    {
      // Dart and Flutter: lib/till.dart:12:5: Error: message
      pattern: new RegExp(
        String.raw`^${lead}(?:org-dartlang-app:\/{1,3})?${source('dart')}:(?<line>\d{1,7}):(?<column>\d{1,5}): (?<severity>Error|Warning): (?<message>\S.*)$`,
      ),
      keywords: ['.dart:'],
    },
    {
      // Nim: till.nim(12, 5) Error: message
      pattern: new RegExp(
        String.raw`^${lead}${source('nims?|nimble')}\((?<line>\d{1,7}), (?<column>\d{1,5})\) (?<severity>Error|Warning|Hint): (?<message>\S.*?)(?: \[(?<code>\w{1,40})\])?$`,
      ),
      keywords: ['.nim(', '.nims(', '.nimble('],
    },
    {
      // D: till.d(12,5): Error: message; Haxe: till.hx:12: characters 5-9 : message
      pattern: new RegExp(
        String.raw`^${lead}${source('di?')}\((?<line>\d{1,7})(?:,(?<column>\d{1,5}))?\): (?<severity>Error|Warning|Deprecation): (?<message>\S.*)$`,
      ),
      keywords: ['.d(', '.di('],
      complete: (_row, _view, _index, { severity }) =>
        severity === 'Deprecation' ? { severity: 'warning' } : {},
    },
    {
      pattern: new RegExp(
        String.raw`^${lead}${source('hx')}:(?<line>\d{1,7}): (?:characters|lines) (?<column>\d{1,5})-\d{1,7} : (?:(?<severity>Warning) : )?(?:\((?<code>\w{1,40})\) )?(?<message>\S.*)$`,
      ),
      keywords: ['.hx:'],
    },
    {
      // Crystal: In src/till.cr:12:5, and the message below.
      pattern: new RegExp(
        String.raw`^(?:In|Showing last frame.{0,100}|Syntax error in) ${source('cr')}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?:: (?<message>.*))?$`,
      ),
      keywords: ['.cr:'],
      complete: (row, view, index) => {
        if (row.message !== '') return {};
        const said = saidBelow(view, index, /^(?:Error: )(.*)$/, 10)?.[1];
        return said === undefined ? null : { message: said };
      },
    },
    {
      // Julia: ERROR: LoadError: message / in expression starting at /till/till.jl:12
      pattern: new RegExp(String.raw`^in expression starting at ${source('jl')}:(?<line>\d{1,7})$`),
      keywords: ['in expression starting at '],
      complete: (_row, view, index) => {
        for (let above = index - 1; above >= index - 40; above -= 1) {
          const message = /^(?:ERROR: )(?:LoadError: )*(.*)$/.exec(view.text(above))?.[1];
          if (message !== undefined) return { message, index: above };
        }
        return null;
      },
    },
    {
      pattern: new RegExp(String.raw`^\s{0,8}# Error @ ${source('jl')}:(?<line>\d{1,7}):(?<column>\d{1,5})$`),
      keywords: ['# Error @ '],
      complete: (_row, view, index) => ({
        message: (saidBelow(view, index, /──\s(.*)$/, 6)?.[1] ?? '').trim(),
      }),
    },
    {
      // Elm: -- TYPE MISMATCH ------- src/Till.elm, with the line number in the quoted source.
      pattern: new RegExp(String.raw`^-- (?<message>[A-Z][A-Z \d-]{2,60}?) -{2,200} ${source('elm')}$`),
      keywords: ['.elm'],
      complete: (_row, view, index) => {
        const line = saidBelow(view, index, /^(\d{1,7})\|/, 12)?.[1];
        return line === undefined ? {} : { line: Number(line) };
      },
    },
    {
      // PureScript: at src/Till.purs:12:5 - 12:9 (line 12, column 5 - line 12, column 9)
      pattern: new RegExp(
        String.raw`^\s{0,4}at ${source('purs')}:(?<line>\d{1,7}):(?<column>\d{1,5}) - \d{1,7}:\d{1,5}`,
      ),
      keywords: ['.purs:'],
      complete: (_row, view, index) => {
        for (let above = index - 1; above >= index - 4; above -= 1) {
          const word = /^\s{0,4}(Warning|Error)(?: \d{1,5} of \d{1,5}| found)?:$/.exec(view.text(above))?.[1];
          if (word === undefined) continue;
          const message = (saidBelow(view, index, /^\s{2,8}\S.*/, 4)?.[0] ?? '').trim();
          return { message, index: above, severity: word === 'Error' ? 'error' : 'warning' };
        }
        return null;
      },
    },
    {
      // Clojure: Syntax error compiling at (till.clj:12:5).
      pattern: new RegExp(
        String.raw`^(?<message>(?:Syntax error|Execution error|Error|Unexpected error)\b.{0,120}?) at .{0,80}?\(${source('clj[cs]?|edn|bb')}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?\)\.?$`,
      ),
      keywords: ['.clj:', '.cljc:', '.cljs:', '.bb:'],
      complete: (row, view, index) => {
        const said = view.text(index + 1).trim();
        return said === '' ? {} : { message: `${row.message}: ${said}` };
      },
    },
    headed(
      // Nix: error: message / at /till/flake.nix:12:5:
      new RegExp(
        String.raw`^\s{2,12}(?:at|….{0,80} at) ${source('nix')}:(?<line>\d{1,7}):(?<column>\d{1,5}):$`,
      ),
      /^\s{0,8}error: (\S.*)$/,
      ['.nix:'],
    ),
    headed(
      // Solidity: Error: message / --> contracts/Till.sol:12:5:
      new RegExp(String.raw`^\s{1,4}--> ${source('sol|vy|yul')}:(?<line>\d{1,7}):(?<column>\d{1,5}):?$`),
      /^(?:\w{1,40}Error|Error)(?: \(\d{1,5}\))?: (\S.*)$/,
      ['.sol:', '.vy:', '.yul:'],
      3,
    ),
    {
      // Lua: luac: src/till.lua:12: message near 'total'
      pattern: new RegExp(
        String.raw`^(?:luac?(?:jit|5\.\d)?(?:\.exe)?|lua-compile): ${source('lua')}:(?<line>\d{1,7}): (?<message>\S.*)$`,
      ),
      keywords: ['.lua:'],
    },
    {
      // Perl: message at till.pl line 12, near "total"
      pattern: new RegExp(
        String.raw`^(?<message>(?:syntax error|Global symbol .{1,100} requires explicit package name.{0,100}|Can't locate .{1,300}|Bareword .{1,100} not allowed.{0,60}|Missing right .{1,60}|Can't find string terminator .{1,60}|Unmatched .{1,60}|Unrecognized character .{1,100}|Type of arg .{1,200}|Too (?:many|few) arguments .{1,100}|Illegal declaration .{1,100}|.{1,100} used only once: possible typo|String found where operator expected)) at ${source('pl|pm|t|cgi|PL|psgi|plx')} line (?<line>\d{1,7})(?:[.,].*)?$`,
      ),
      keywords: [' line '],
      complete: (row) => ({ severity: /only once: possible typo/.test(row.message) ? 'warning' : 'error' }),
    },
    {
      // Ruby: till.rb:12: syntax error, unexpected end-of-input
      pattern: new RegExp(
        String.raw`^(?:.{0,80}?: )?${source('rb|rake|gemspec|ru')}:(?<line>\d{1,7}): (?<message>(?:syntax errors?\b|warning: .{0,60}(?:unused|never used|shadow|mismatched|unreachable)|void value expression|Invalid (?:break|next|retry|return)|dynamic constant assignment|class definition in method body|formal argument cannot be|duplicated argument name).{0,400})$`,
      ),
      keywords: ['.rb:', '.rake:', '.gemspec:', '.ru:'],
      complete: (row) => ({ severity: row.message.startsWith('warning: ') ? 'warning' : 'error' }),
    },
    {
      // Python where it cannot parse a file, without a traceback: the error stands below the quoted line.
      pattern: /^(?:\*{3} )?\s{2,4}File "(?<file>[^"]{1,300}\.pyw?)", line (?<line>\d{1,7})$/,
      keywords: ['  File "'],
      complete: (_row, view, index) => {
        const said = saidBelow(
          view,
          index,
          /^\s{0,2}(?:SyntaxError|IndentationError|TabError): .*$/,
          4,
        )?.[0].trim();
        return said === undefined ? null : { message: said };
      },
    },
  ],
  name: { tool: 'compiler', label: 'The compiler', category: 'build' },
  weight: 0.91,
  linesEach: 2,
  examples: [
    {
      log: "lib/till.dart:12:5: Error: Undefined name 'total'.\n    total;\n    ^^^^^",
      category: 'build',
      findings: ['lib/till.dart:12'],
    },
    {
      log: "/builds/shop/till/till.nim(12, 5) Error: undeclared identifier: 'total'",
      category: 'build',
      findings: ['till.nim:12'],
    },
    {
      log: 'source/till.d(12,5): Error: undefined identifier `total`',
      category: 'build',
      findings: ['source/till.d:12'],
    },
    {
      log: "In src/till.cr:12:5\n\n 12 | total\n      ^----\nError: undefined local variable or method 'total'",
      category: 'build',
      findings: ['src/till.cr:12'],
    },
    {
      log: 'ERROR: LoadError: UndefVarError: total not defined\nStacktrace:\n [1] top-level scope\nin expression starting at /builds/shop/till/till.jl:12',
      category: 'build',
      findings: ['till.jl:12'],
    },
    {
      log: '-- TYPE MISMATCH ------------------------------ src/Till.elm\n\nThe 1st argument is wrong:\n\n12|     add "5"',
      category: 'build',
      findings: ['src/Till.elm:12'],
    },
    {
      log: "error: undefined variable 'total'\n       at /builds/shop/till/flake.nix:12:5:\n           11| {",
      category: 'build',
      findings: ['flake.nix:12'],
    },
    {
      log: 'Error: Undeclared identifier.\n  --> contracts/Till.sol:12:5:\n   |',
      category: 'build',
      findings: ['contracts/Till.sol:12'],
    },
    {
      log: '  File "src/till.py", line 12\n    def add(a:\n           ^\nSyntaxError: \'(\' was never closed',
      category: 'build',
      findings: ['src/till.py:12'],
    },
    {
      log: 'syntax error at lib/Till.pm line 12, near "total"\nlib/Till.pm had compilation errors.',
      category: 'build',
      findings: ['lib/Till.pm:12'],
    },
    {
      log: "till.rb:12: syntax error, unexpected end-of-input, expecting `end'",
      category: 'build',
      findings: ['till.rb:12'],
    },
  ],
  lookAlikes: [
    '  File "till.py", line 12\n    total\nNameError: no such name',
    'the till at lib/Till.pm line 12 opened',
    '    at add (lib/till.dart:12:5)',
    "till.rb:12:in `add': no coin (Error)",
  ],
});
