import type { Detector } from '../detector';
import { buildCause } from '../causes/build-cause';

const row =
  /^(?:g?make|gmake)(?:\[\d{1,3}\])?: \*\*\* (No rule to make target .{1,300}|No targets specified.*|.{0,100}missing separator.*)$|^(\S{1,300}):(\d{1,7}): \*\*\* (.{1,300})$|^ninja: (?:error|fatal): (.+)$/;

/** make and ninja where they themselves refuse; that a command of theirs failed is only an echo. */
export const make: Detector = {
  id: 'make',
  keywords: ['*** ', 'ninja: error', 'ninja: fatal'],
  detect(view) {
    const [found] = view.find(row, ['*** ', 'ninja: error', 'ninja: fatal'], 5);
    if (found === undefined) return [];
    const { index, match } = found;
    const [message, , file, line] = match;
    return [
      buildCause({
        tool: 'make',
        category: 'build',
        weight: 0.85,
        ranges: [{ from: index, to: index, reason: 'The build tool says what it cannot do' }],
        findings:
          file === undefined
            ? []
            : [
                {
                  tool: 'make',
                  file: view.path(file),
                  line: Number(line),
                  column: null,
                  code: null,
                  severity: 'error',
                  message,
                  logLine: view.number(index),
                },
              ],
        key: [message],
        summary: `The build cannot go on: ${message.slice(0, 200)}`,
      }),
    ];
  },
  examples: [
    { log: "make: *** No rule to make target 'till'.  Stop.", category: 'build' },
    { log: 'Makefile:12: *** the till is not set.  Stop.', category: 'build', findings: ['Makefile:12'] },
  ],
  lookAlikes: ['make: *** [Makefile:12: test] Error 2', '*** the till is open ***'],
};
