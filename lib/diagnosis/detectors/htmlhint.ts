import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import { fileNamed } from '../rows/headed-rows';
import type { LogView } from '../view/log-view';

const quoted = /^(\s{2,8}L(\d{1,7}) \|)/;
const pointer = /^(\s{2,100})\^ (\S.{0,500}?) \(([a-z][\w-]{1,60})\)$/;
/** Of a long line HTMLHint prints a window that begins so many characters before the place. */
const WINDOW = 40;

/** HTMLHint's default output: the file, then for each place the line of its source and a pointer with the message below it. */
export const htmlhint: Detector = {
  id: 'htmlhint',
  keywords: [' |'],
  detect(view) {
    const found = view.find(quoted, [' |']).flatMap(({ index, match }): FoundAt[] => {
      const told = pointer.exec(view.text(index + 1));
      if (told === null) return [];
      const column = (told[1] ?? '').length - (match[1] ?? '').length + 1;
      return [
        {
          index: index + 1,
          tool: 'htmlhint',
          file: fileAbove(view, index),
          line: Number(match[2]),
          column: column < 1 || column > WINDOW ? null : column,
          code: told[3] ?? null,
          severity: 'error',
          message: told[2] ?? '',
        },
      ];
    });
    const cause = causeOfFindings({
      tool: 'htmlhint',
      label: 'HTMLHint',
      category: 'lint',
      found,
      number: (index) => view.number(index),
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: '   /builds/shop/till/till.html\n      L1 |<html><img src=till.png></html>\n          ^ Doctype must be declared first. (doctype-first)',
      category: 'lint',
      findings: ['till.html:1'],
    },
  ],
  lookAlikes: ['      L1 | a coin\n      L2 | another', '      ^ no coin (till)'],
};

function fileAbove(view: LogView, index: number): string | null {
  for (let above = index - 1; above >= Math.max(0, index - 2_000); above -= 1) {
    const text = view.text(above);
    if (quoted.test(text) || pointer.test(text)) continue;
    const name = fileNamed(text);
    return name === null ? null : view.path(name);
  }
  return null;
}
