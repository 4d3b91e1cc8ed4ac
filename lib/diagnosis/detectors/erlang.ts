import { compilerDetector, lead, saidBelow, type CompilerForm } from '../causes/compiler-detector';
import type { LogView } from '../view/log-view';

const beam = String.raw`(?<file>(?:[A-Za-z]:(?=[\\/]))?[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:erl|hrl|yrl|xrl|exs?|eex|heex|leex|gleam|lfe))`;

/** Elixir 1.15 and later, Gleam and rebar3 draw a frame: the message above it, the place in it. */
const framed: CompilerForm = {
  pattern: new RegExp(
    String.raw`^\s{0,12}(?:└─|┌─) ${beam}:(?:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?::.{0,200})?)?$`,
  ),
  keywords: ['└─ ', '┌─ '],
  complete: (row, view, index) => {
    const at = headAbove(view, index);
    const match =
      /^\s{0,4}(?:\*\* \(\w{1,60}\) )?(?<severity>error|warning|info)(?:\[[\w.]{1,40}\])?: (?<message>\S.*)$/.exec(
        view.text(at),
      )?.groups;
    // rebar3 names the file at the head of the frame and the line within it.
    const inner = row.line === null ? saidBelow(view, index, /^\s{0,8}(\d{1,7}) │/, 4)?.[1] : undefined;
    const said = /(?:\^|╰|└)\S{0,80}\s{0,4}(\S.*)$/.exec(
      saidBelow(view, index, /│\s{1,300}[\^╰└].*/, 6)?.[0] ?? '',
    )?.[1];
    const message = match?.['message'] ?? said;
    if (message === undefined) return null;
    return {
      message,
      line: inner === undefined ? row.line : Number(inner),
      severity: match?.['severity'] === 'warning' ? 'warning' : 'error',
      ...(match === undefined ? {} : { index: at }),
    };
  },
};

/** The compilers of Erlang, Elixir and Gleam: erlc, rebar3, mix, gleam. */
export const erlang = compilerDetector({
  id: 'erlang',
  keywords: ['.erl:', '.hrl:', '.yrl:', '.xrl:', '.ex:', '.exs:', '.eex:', '.heex:', '.gleam:'],
  forms: [
    framed,
    {
      pattern: new RegExp(
        String.raw`^${lead}(?<file>[^\s:"'()<>|][^:"'()<>|]{0,300}\.(?:erl|hrl|yrl|xrl|lfe)):(?:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?:)? (?:(?<severity>[Ww]arning|error): )?(?<message>\S.*)$`,
      ),
      keywords: ['.erl:', '.hrl:', '.yrl:', '.xrl:'],
      complete: (row) =>
        row.line === null && !/^(?:no such|can't|undefined|cannot)/.test(row.message)
          ? null
          : /^(?:erl_|gen_)/.test(row.message)
            ? null
            : {},
    },
    {
      pattern: new RegExp(
        String.raw`^\*\* \((?<code>\w{1,60}Error)\) ${beam}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>\S.*)$`,
      ),
      keywords: ['** ('],
    },
    {
      // Elixir before 1.15 puts the place below its warning: lib/till.ex:12: Till.add/2
      pattern: new RegExp(
        String.raw`^\s{2,4}${beam}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?:: [\w.!?/<>&-]{1,200})?$`,
      ),
      keywords: ['.ex:', '.exs:'],
      complete: (_row, view, index) => {
        const match = /^(?<severity>warning|error): (?<message>\S.*)$/.exec(view.text(index - 1))?.groups;
        if (match?.['message'] === undefined) return null;
        return {
          message: match['message'],
          severity: match['severity'] === 'error' ? 'error' : 'warning',
          index: index - 1,
        };
      },
    },
    {
      pattern: new RegExp(
        String.raw`^${beam}:(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<severity>warning|error): (?<message>\S.*)$`,
      ),
      keywords: ['.ex:', '.exs:', '.gleam:'],
    },
  ],
  name: { tool: 'erlang', label: 'The compiler', category: 'build' },
  weight: 0.9,
  linesEach: 2,
  examples: [
    { log: "src/till.erl:12: variable 'Total' is unbound", category: 'build', findings: ['src/till.erl:12'] },
    {
      log: '** (CompileError) lib/till.ex:12: undefined function total/0',
      category: 'build',
      findings: ['lib/till.ex:12'],
    },
    {
      log: '    error: undefined variable "total"\n    │\n 12 │     total\n    │     ^^^^^\n    │\n    └─ lib/till.ex:12:5: Till.add/2',
      category: 'build',
      findings: ['lib/till.ex:12'],
    },
    {
      log: "   ┌─ src/till.erl:\n   │\n12 │   Total + 5.\n   │   ╰── variable 'Total' is unbound",
      category: 'build',
      findings: ['src/till.erl:12'],
    },
    {
      log: 'error: Unknown variable\n   ┌─ /builds/shop/till/src/till.gleam:12:5\n   │\n12 │   total\n   │   ^^^^^',
      category: 'build',
      findings: ['src/till.gleam:12'],
    },
  ],
  lookAlikes: ['  (till) lib/till.ex:12: Till.add/2', '     lib/till.ex:12'],
});

/** Where the message of a frame begins: a few lines above, never beyond a blank one. */
function headAbove(view: LogView, index: number): number {
  for (let above = index - 1; above >= index - 14; above -= 1) {
    if (/^\s{0,4}(?:\*\* \(\w{1,60}\) )?(?:error|warning|info)(?:\[[\w.]{1,40}\])?: /.test(view.text(above)))
      return above;
    if (view.text(above).trim() === '') break;
  }
  return index;
}
