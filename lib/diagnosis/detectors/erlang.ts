import { lineDetector } from '../line-detector';

/** The Erlang and Elixir compilers. */
export const erlang = lineDetector({
  id: 'erlang',
  label: 'The compiler',
  category: 'build',
  keywords: ['.erl:', '.hrl:', '.ex:', '.exs:'],
  patterns: [
    /^\s*(?<file>[^\s:(]{1,400}\.(?:erl|hrl)):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?:(?<severity>Warning|warning): )?(?<message>\S.*)$/,
    /^\*\* \((?<code>\w{1,60}Error)\) (?<file>[^\s:]{1,400}\.exs?):(?<line>\d{1,7})(?::(?<column>\d{1,5}))?: (?<message>\S.*)$/,
  ],
  accepts: (row) => !/^(?:erl_|gen_)/.test(row.message),
  examples: [
    { log: "src/till.erl:12: variable 'Total' is unbound", category: 'build', findings: ['src/till.erl:12'] },
  ],
  lookAlikes: ['  (till) lib/till.ex:12: Till.add/2'],
});
