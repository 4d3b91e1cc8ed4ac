import { buildCause, place } from '../causes/build-cause';
import type { Detector } from '../detector';

const row =
  /^(?:g?make|gmake)(?:\[\d{1,3}\])?: \*\*\* \[(?:([^\s:\]]{1,300}):(\d{1,7}): )?([^\]]{1,300})\] Error (\d{1,3})(?: \(ignored\))?$/;

/** A recipe of make that failed without anyone saying why: the innermost place that make names is the best there is. */
export const makeRecipe: Detector = {
  id: 'make-recipe',
  keywords: ['*** ['],
  detect(view) {
    const found = view
      .find(row, ['*** ['])
      .find(({ index, match }) => index > view.script.failing.from && !match[0].endsWith('(ignored)'));
    if (found === undefined) return [];
    const { index, match } = found;
    const [, file, line, target = '', code = ''] = match;
    const where = file === undefined ? '' : ` (${place(view.path(file), Number(line))})`;
    const message = `The recipe of ${target} ended with exit code ${code}`;
    return [
      buildCause({
        tool: 'make',
        category: 'unknown',
        // Anything that speaks of an error by itself says more.
        weight: 0.35,
        ranges: [
          { from: Math.max(view.script.failing.from, index - 5), to: index, reason: 'Where make stopped' },
        ],
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
        key: [target, code],
        summary: `make stopped: the recipe of "${target}"${where} ended with exit code ${code}, and no line says why.`,
        nextStep: 'Look at the commands of that recipe.',
      }),
    ];
  },
  examples: [
    {
      log: '$ make check\nchecking\nmake: *** [Makefile:3: check] Error 1',
      category: 'unknown',
      findings: ['Makefile:3'],
    },
    { log: '$ make\nmake[1]: *** [all] Error 2\nmake: *** [sub] Error 2', category: 'unknown', findings: [] },
  ],
  lookAlikes: [
    "make: *** No rule to make target 'till'.  Stop.",
    '$ make\nmake: *** [Makefile:2: clean] Error 1 (ignored)',
  ],
};
