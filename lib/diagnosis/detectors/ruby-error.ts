import { buildCause, place, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';
import { lastInFailing } from '../view/last-in-failing';

const row =
  /^(?:#\d{1,5} [\d.]{1,9} )?([^\s:`'<][^:`']{0,300}|<internal:[^\s>]{1,200}>):(\d{1,7}):in [`']([^`']{1,200})': (.{1,1000}?) \(((?:[A-Z]\w{0,60}::){0,6}[A-Z]\w{0,60})\)$/;
const frame = /^\s(?:\s{0,8}\d{1,4}: )?\s{0,8}from (\S.{0,300}?):(\d{1,7}):in /;
const library = /\/gems\/|\/ruby\/|<internal:|\/rubygems\/|\/bin\//;

/** A Ruby program that ended with an exception nobody caught; the place is the first in the project's own files. */
export const rubyError: Detector = {
  id: 'ruby-error',
  keywords: [':in `', ":in '"],
  detect(view) {
    const found = view.find(row, [':in `', ":in '"]);
    const last = lastInFailing(
      view,
      found.filter(({ index }) => index <= view.script.to || view.script.command === null),
    );
    if (last === undefined) return [];
    const { index, match } = last;
    const [, path = '', line = '', , said = '', name = ''] = match;
    let own = library.test(path) ? null : { file: view.path(path), line: Number(line) };
    for (let below = index + 1; own === null && below < Math.min(view.length, index + 40); below += 1) {
      const at = frame.exec(view.text(below));
      if (at?.[1] !== undefined && !library.test(at[1]))
        own = { file: view.path(at[1]), line: Number(at[2]) };
    }
    const missing = /^cannot load such file -- ([\w/-]{1,120})$/.exec(said)?.[1];
    const isGem = missing !== undefined && !missing.startsWith('/');
    const message = `${name}: ${said}`;
    return [
      buildCause({
        tool: 'ruby',
        category: isGem ? 'dependency' : 'build',
        weight: 0.68,
        ranges: [{ from: index, to: index, reason: 'The exception that ended the program' }],
        findings:
          own === null
            ? []
            : [
                {
                  tool: 'ruby',
                  file: own.file,
                  line: own.line,
                  column: null,
                  code: name,
                  severity: 'error',
                  message,
                  logLine: view.number(index),
                },
              ],
        dependency: isGem ? { name: missing, from: null, to: null } : null,
        key: [message],
        summary: `A Ruby program ended with ${shortened(message)}${own === null ? '' : ` at ${place(own.file, own.line)}`}.`,
        nextStep: isGem
          ? 'Install the gem in the job, or declare it in the Gemfile.'
          : 'Look at the named line.',
      }),
    ];
  },
  examples: [
    {
      log: "till.rb:2:in `block in total': undefined method `vlaue' for 1:Integer (NoMethodError)\n\tfrom till.rb:5:in `<main>'",
      category: 'build',
      findings: ['till.rb:2'],
    },
    {
      log: "<internal:/usr/lib/ruby/rubygems/core_ext/kernel_require.rb>:85:in 'Kernel#require': cannot load such file -- coins (LoadError)\n\tfrom till.rb:1:in '<main>'",
      category: 'dependency',
      dependency: 'coins',
      findings: ['till.rb:1'],
    },
  ],
  lookAlikes: ["till.rb:2:in `total': warning: no coins", "     # ./till.rb:2:in `total'"],
};
