import type { Detector } from '../detector';
import { buildCause } from '../build-cause';

const row =
  /^(?:g?make|gmake)(?:\[\d{1,3}\])?: \*\*\* (No rule to make target .{1,300}|No targets specified.*|.{0,100}missing separator.*)$|^(\S{1,300}):(\d{1,7}): \*\*\* (.{1,300})$|^CMake Error (?:at (\S{1,300}?):(\d{1,7}) \(.{1,60}\):|.*)$|^ninja: error: (.+)$/;

/** make, CMake and ninja where they themselves refuse; that a command of theirs failed is only an echo. */
export const make: Detector = {
  id: 'make',
  keywords: ['*** ', 'CMake Error', 'ninja: error'],
  detect(view) {
    const [found] = view.find(row, ['*** ', 'CMake Error', 'ninja: error'], 5);
    if (found === undefined) return [];
    const { index, match } = found;
    const isCmake = match[0].startsWith('CMake');
    const message = isCmake ? `${match[0]} ${view.text(index + 1).trim()}` : match[0];
    const file = match[2] ?? match[5];
    const line = match[3] ?? match[6];
    return [
      buildCause({
        tool: isCmake ? 'cmake' : 'make',
        category: 'build',
        weight: 0.85,
        ranges: [
          { from: index, to: isCmake ? index + 3 : index, reason: 'The build tool says what it cannot do' },
        ],
        findings:
          file === undefined
            ? []
            : [
                {
                  tool: isCmake ? 'cmake' : 'make',
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
    {
      log: 'CMake Error at CMakeLists.txt:12 (find_package):\n  Could not find a package configuration file',
      category: 'build',
      findings: ['CMakeLists.txt:12'],
    },
  ],
  lookAlikes: ['make: *** [Makefile:12: test] Error 2', '*** the till is open ***'],
};
