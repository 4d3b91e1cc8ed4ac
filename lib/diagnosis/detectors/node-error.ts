import type { Cause, Detector } from '../detector';
import { buildCause, place, shortened } from '../causes/build-cause';
import { ownFrame } from '../causes/javascript-stack';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
  readonly index: number;
}

const shownPlace = /^((?:file:\/\/)?[^\s:()][^\n:()]{0,500}\.[cm]?[jt]sx?):(\d{1,7})$/;
const errors = ['Error: ', 'Error ['];
const thrown =
  /^(?:Uncaught |\s?Exception during run: )?((?:[A-Z]\w{0,60})?Error(?: \[[\w-]{1,60}\])?): (.{1,1000})$/;

/** What an error says of the machine and not of the code. */
function categoryOf(message: string): Cause['category'] {
  if (/\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)\b/.test(message))
    return 'infrastructure';
  if (/\b(?:EACCES|EPERM): /.test(message)) return 'permission';
  if (/\bENOSPC\b/.test(message)) return 'resource';
  if (/\bENOENT: /.test(message)) return 'configuration';
  return /^AssertionError\b/.test(message) ? 'test' : 'build';
}

/** A Node.js program that ended with an error nobody caught, such as a module that cannot be found. */
export const nodeError: Detector = {
  id: 'node-error',
  keywords: ['    at '],
  lookUps: errors,
  detect(view) {
    const found = view
      .find(thrown, errors)
      .filter(
        ({ index }) =>
          isStack(view.text(index + 1)) ||
          isStack(view.text(index + 2)) ||
          isStack(view.text(index + 4)) ||
          view.text(index + 1) === 'Require stack:',
      );
    const last = lastInFailing(view, found);
    if (last === undefined) return [];
    const { index, match } = last;
    // Node shows the place above the error; of a syntax error nowhere else.
    const shown = placeAbove(view, index);
    const frame = ownFrame(view, index + 1, index + 20) ?? shown;
    const message = `${match[1]}: ${match[2]}${continued(view, index)}`;
    const missing = /^Cannot find (?:module|package) '([^'./][^']*)'/.exec(match[2] ?? '')?.[1];
    return [
      buildCause({
        tool: 'node',
        category: missing === undefined ? categoryOf(message) : 'dependency',
        weight: 0.7,
        ranges: [
          {
            from: shown?.index ?? index,
            to: index + (isStack(view.text(index + 1)) ? 2 : 1),
            reason: 'The error that ended the program',
          },
        ],
        findings:
          frame === null
            ? []
            : [
                {
                  tool: 'node',
                  file: frame.file,
                  line: frame.line,
                  column: frame.column,
                  code: null,
                  severity: 'error',
                  message,
                  logLine: view.number(index),
                },
              ],
        dependency: missing === undefined ? null : { name: missing, from: null, to: null },
        key: [message],
        summary: `A Node.js program ended with ${shortened(message)}${frame === null ? '' : ` at ${place(frame.file, frame.line)}`}.`,
        nextStep:
          missing === undefined
            ? 'Look at the named line.'
            : 'Install the missing package, or declare it as a dependency.',
      }),
    ];
  },
  examples: [
    {
      log: "/builds/shop/till/till.js:3\n<<<<<<< HEAD\n^^\n\nSyntaxError: Unexpected token '<<'\n    at wrapSafe (node:internal/modules/cjs/loader:1464:18)",
      category: 'build',
      findings: ['till.js:3'],
    },
    {
      log: "Error: Cannot find module 'left'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1145:15)\n    at Object.<anonymous> (/builds/shop/till/till.js:1:14)",
      category: 'dependency',
      dependency: 'left',
      findings: ['till.js:1'],
    },
    {
      log: 'AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:\n\n3 !== 4\n\n    at Object.<anonymous> (/builds/shop/till/check.js:3:8)',
      category: 'test',
      findings: ['check.js:3'],
    },
    {
      log: 'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
      category: 'infrastructure',
    },
  ],
  lookAlikes: ['Error: the till is closed\n  look    at the clock'],
};

function placeAbove(view: LogView, index: number): Frame | null {
  for (let above = index - 1; above >= Math.max(0, index - 6); above -= 1) {
    const [, file, line] = shownPlace.exec(view.text(above)) ?? [];
    if (file === undefined || /node_modules|^node:/.test(file)) continue;
    // The line is shown between its place and the error; anything else is not about it.
    if (!/^\s*\^+$/.test(view.text(above + 2))) return null;
    return { file: view.path(file), line: Number(line), column: null, index: above };
  }
  return null;
}

function isStack(text: string): boolean {
  return /^\s{4}at \S/.test(text);
}

/** An assertion's words end with a colon, and what it compared stands below. */
function continued(view: LogView, index: number): string {
  if (!view.text(index).endsWith(':')) return '';
  const compared: string[] = [];
  for (let below = index + 1; below <= index + 6 && !isStack(view.text(below)); below += 1) {
    const text = view.text(below).trim();
    if (text !== '') compared.push(text);
  }
  return compared.length === 0 ? '' : ` ${compared.join(' ').slice(0, 200)}`;
}
