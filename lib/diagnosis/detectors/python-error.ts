import type { Cause, Detector } from '../detector';
import { buildCause, place, shortened } from '../causes/build-cause';
import { lastInFailing } from '../view/last-in-failing';

const head = 'Traceback (most recent call last):';
const frame = /^\s{2,}File "(.{1,400}?)", line (\d{1,7})(?:, in (.{1,200}))?$/;
const raised = /^((?:[\w.]{1,200}\.)?[A-Z]\w{1,100})(?:: (.*))?$/;

/** What an exception says of the machine and not of the code. */
function categoryOf(message: string): Cause['category'] {
  if (
    /Connection(?:Refused|Reset|Aborted)?Error\b|Errno 111|ConnectTimeout|ReadTimeout|gaierror|[Nn]ame or service not known|name resolution|Max retries exceeded/.test(
      message,
    )
  )
    return 'infrastructure';
  if (/^PermissionError\b/.test(message)) return 'permission';
  return /^FileNotFoundError\b/.test(message) ? 'configuration' : 'build';
}

/** A Python program that ended with an exception nobody caught. */
export const pythonError: Detector = {
  id: 'python-error',
  keywords: [head],
  detect(view) {
    const last = lastInFailing(
      view,
      view.linesWith(head).map((index) => ({ index })),
    )?.index;
    // Below a rule it is what unittest says of a test: nothing ended there.
    if (last === undefined || /^-{20,}$/.test(view.text(last - 1))) return [];
    let own: { file: string; line: number } | null = null;
    for (let index = last + 1; index < Math.min(view.length, last + 200); index += 1) {
      const text = view.text(index);
      const at = frame.exec(text);
      if (
        at?.[1] !== undefined &&
        !/site-packages|dist-packages|\/lib\/python\d|^<(?:frozen|string|stdin)/.test(at[1])
      ) {
        own = { file: view.path(at[1]), line: Number(at[2]) };
      }
      if (text === '' || /^\s/.test(text)) continue;
      // The first line that is not indented is what was raised; anything else has cut the traceback short.
      const error = raised.exec(text);
      if (error?.[1] === undefined) return [];
      const message = [error[1], error[2]].filter((part) => part !== undefined).join(': ');
      const missing = /^No module named '?([\w.]+)'?/.exec(error[2] ?? '')?.[1];
      return [
        buildCause({
          tool: 'python',
          category: missing === undefined ? categoryOf(message) : 'dependency',
          weight: 0.72,
          ranges: [
            { from: Math.max(last, index - 5), to: index, reason: 'The exception that ended the program' },
          ],
          findings:
            own === null
              ? []
              : [
                  {
                    tool: 'python',
                    file: own.file,
                    line: own.line,
                    column: null,
                    code: error[1],
                    severity: 'error',
                    message,
                    logLine: view.number(index),
                  },
                ],
          dependency: missing === undefined ? null : { name: missing, from: null, to: null },
          key: [message],
          summary: `A Python program ended with ${shortened(message)}${own === null ? '' : ` at ${place(own.file, own.line)}`}.`,
          nextStep:
            missing === undefined
              ? 'Look at the named line.'
              : 'Install the missing module in the job, or declare it as a dependency.',
        }),
      ];
    }
    return [];
  },
  examples: [
    {
      log: 'Traceback (most recent call last):\n  File "/builds/shop/till/till.py", line 12, in <module>\n    add()\nTypeError: add() missing 1 required positional argument',
      category: 'build',
      findings: ['till.py:12'],
    },
    {
      log: 'Traceback (most recent call last):\n  File "<string>", line 1, in <module>\nurllib.error.URLError: <urlopen error [Errno 111] Connection refused>',
      category: 'infrastructure',
    },
  ],
  lookAlikes: [
    'Traceback (most recent call last): is what Python prints',
    `ERROR: test_a (t.T)\n${'-'.repeat(70)}\nTraceback (most recent call last):\n  File "/builds/shop/till/t.py", line 3, in test_a\n    a()\nTypeError: no`,
  ],
};
