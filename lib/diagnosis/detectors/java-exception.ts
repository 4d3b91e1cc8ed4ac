import { buildCause, place, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';
import { lastInFailing } from '../view/last-in-failing';

const head = /^Exception in thread "[^"]{1,100}" ((?:[\w$]{1,80}\.){0,12}[\w$]{1,100})(?:: (.{0,1000}))?$/;
const deeper = /^Caused by: ((?:[\w$]{1,80}\.){0,12}[\w$]{1,100})(?:: (.{0,1000}))?$/;
const frame =
  /^\s{1,8}at (?:[\w.@-]{1,80}\/{1,2}){0,2}([\w$.<>]{1,300})\(([\w$-]{1,100}\.(?:java|kt|scala|groovy)):(\d{1,7})\)/;
const foreign =
  /^(?:java|javax|jdk|sun|kotlin|kotlinx|scala|groovy|org\.(?:junit|gradle|apache|springframework|codehaus))\./;

/** A Java, Kotlin or Scala program that ended with an exception nobody caught; the innermost `Caused by` speaks. */
export const javaException: Detector = {
  id: 'java-exception',
  keywords: ['Exception in thread "'],
  detect(view) {
    const told = lastInFailing(
      view,
      view
        .find(head, ['Exception in thread "'])
        .filter(({ index }) => index <= view.script.to || view.script.command === null)
        .filter(({ index }) => /^\s{1,8}at |^Caused by: /.test(view.text(index + 1))),
    );
    if (told === undefined) return [];
    const { index, match } = told;
    let root = { at: index, name: match[1] ?? '', said: match[2] ?? '' };
    let own: { file: string; line: number } | null = null;
    for (let below = index + 1; below < Math.min(view.length, index + 300); below += 1) {
      const text = view.text(below);
      const cause = deeper.exec(text);
      if (cause !== null) root = { at: below, name: cause[1] ?? '', said: cause[2] ?? '' };
      else if (!isPartOfStack(text)) break;
      const at = frame.exec(text);
      if (own === null && at?.[1] !== undefined && !foreign.test(at[1]))
        own = { file: view.path(at[2] ?? ''), line: Number(at[3]) };
    }
    const message = root.said === '' ? root.name : `${root.name}: ${root.said}`;
    const said = match[2] === undefined ? match[1] : `${match[1]}: ${match[2]}`;
    return [
      buildCause({
        tool: 'java',
        category: 'build',
        weight: 0.66,
        ranges: [
          { from: index, to: index + 1, reason: 'The exception that ended the program' },
          ...(root.at === index ? [] : [{ from: root.at, to: root.at + 1, reason: 'What caused it' }]),
        ],
        findings:
          own === null
            ? []
            : [
                {
                  tool: 'java',
                  file: own.file,
                  line: own.line,
                  column: null,
                  code: root.name,
                  severity: 'error',
                  message,
                  logLine: view.number(root.at),
                },
              ],
        key: [message],
        summary: `A program ended with ${shortened(said ?? message)}${root.at === index ? '' : `, caused by ${shortened(message)}`}${own === null ? '' : ` at ${place(own.file, own.line)}`}.`,
        nextStep: 'Look at the first frame of your own code.',
      }),
    ];
  },
  examples: [
    {
      log: 'Exception in thread "main" java.lang.IllegalStateException: cannot read price\n\tat shop.Till.main(Till.java:12)\nCaused by: java.lang.NumberFormatException: For input string: "x"\n\tat java.base/java.lang.Integer.parseInt(Integer.java:668)',
      category: 'build',
      findings: ['Till.java:12'],
    },
  ],
  lookAlikes: ['Exception in thread "till" is what Java prints'],
};

function isPartOfStack(text: string): boolean {
  return /^\s{1,12}(?:at |\.\.\. \d|Suppressed: )|^\s*$/.test(text);
}
