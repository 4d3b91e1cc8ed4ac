import { buildCause, place, shortened } from '../causes/build-cause';
import type { Detector } from '../detector';
import { lastInFailing } from '../view/last-in-failing';
import type { LogView } from '../view/log-view';

const error = /^! (?!==)(.{2,300})$/;
const placedError = /^(\.{0,2}\/?[^\s:()]{1,200}\.(?:tex|sty|cls|ltx|bib)):(\d{1,7}): (.{2,300})$/;
const overfull = /^(?:Over|Under)full \\[hv]box \(.{1,60}\) .{0,40}at lines? (\d{1,7}).{0,40}$/;

/** TeX and its kin: errors (`! Undefined control sequence.`), and boxes where nothing else is said at the end. */
export const latex: Detector = {
  id: 'latex',
  keywords: ['! ', '.tex:', '.sty:', 'full \\hbox', 'full \\vbox'],
  detect(view) {
    const found = firstError(view);
    if (found !== null) {
      const { index, message, file, line, to } = found;
      return [
        buildCause({
          tool: 'latex',
          category: 'build',
          weight: 0.88,
          ranges: [{ from: index, to, reason: 'TeX says what it cannot set' }],
          findings: [
            {
              tool: 'latex',
              file,
              line,
              column: null,
              code: null,
              severity: 'error',
              message,
              logLine: view.number(index),
            },
          ],
          key: [message],
          summary: `TeX stops: ${shortened(message)}${file === null ? (line === null ? '' : ` at line ${line}`) : ` at ${place(file, line)}`}`,
        }),
      ];
    }
    const { to } = view.script.failing;
    const boxes = view
      .find(overfull, ['full \\hbox', 'full \\vbox'])
      .filter(({ index }) => index <= to && index > to - 8);
    const [first] = boxes;
    const last = boxes.at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      buildCause({
        tool: 'latex',
        category: 'lint',
        weight: 0.45,
        ranges: [
          {
            from: first.index,
            to: Math.min(last.index, first.index + 4),
            reason: 'The last that TeX complains about',
          },
        ],
        key: ['box'],
        summary: `The last that TeX says is about a box that does not fit: ${shortened(first.match[0])}.`,
        nextStep: 'See whether the script refuses such boxes; then break the named paragraph otherwise.',
      }),
    ];
  },
  examples: [
    {
      log: '! Undefined control sequence.\nl.12 \\till\n          {}\n?',
      category: 'build',
      findings: [':12'],
    },
    {
      log: './till.tex:12: Undefined control sequence.\nl.12 \\till',
      category: 'build',
      findings: ['till.tex:12'],
    },
    {
      log: '$ make till.pdf\nOverfull \\hbox (19.6pt too wide) in paragraph at lines 72--78',
      category: 'lint',
    },
  ],
  lookAlikes: ['! ', "LaTeX Warning: Reference `till' on page 1 undefined on input line 3.", 'wow! it works'],
};

interface TexError {
  readonly index: number;
  readonly to: number;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

function firstError(view: LogView): TexError | null {
  const placed = lastInFailing(view, view.find(placedError, ['.tex:', '.sty:']).slice(0, 1));
  if (placed !== undefined) {
    const [, file = '', line, message = ''] = placed.match;
    const { index } = placed;
    return { index, to: index + 1, message, file: view.path(file), line: Number(line) };
  }
  for (const { index, match } of view.find(error, ['! ']).slice(0, 50)) {
    // Only TeX goes on with the line that it was reading, or names itself.
    for (let below = index + 1; below <= index + 12; below += 1) {
      const line = /^l\.(\d{1,7}) ?/.exec(view.text(below))?.[1];
      if (line !== undefined)
        return {
          index,
          to: Math.min(below + 1, index + 6),
          message: match[1] ?? '',
          file: null,
          line: Number(line),
        };
    }
    if (
      /^(?:LaTeX|Package|Class) .{0,100}Error|^Emergency stop|Fatal (?:fontspec|Package) error/.test(
        match[1] ?? '',
      )
    )
      return { index, to: index + 2, message: match[1] ?? '', file: null, line: null };
  }
  return null;
}
