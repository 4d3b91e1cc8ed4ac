import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { Detector } from '../detector';
import type { LogView } from '../view/log-view';

const oneLine = /^\[([CDFRW])\] [↘↓→↗↑] (\S.{0,300}?\.(?:exs?|heex)):(\d{1,7})(?::(\d{1,5}))? (\S.*)$/;
const words = /^[\s┃]{0,6}\[([CDFRW])\] [↘↓→↗↑] (\S.*)$/;
const place = /^[\s┃]{2,14}(\S.{0,300}?\.(?:exs?|heex)):(\d{1,7})(?::(\d{1,5}))?(?: #\(.{1,200}\))?$/;

/** Credo, with its words above the place or on one line. */
export const credo: Detector = {
  id: 'credo',
  keywords: ['] ↘ ', '] ↓ ', '] → ', '] ↗ ', '] ↑ '],
  detect(view) {
    const found = [...rows(view), ...blocks(view)].sort((a, b) => a.index - b.index);
    const cause = causeOfFindings({
      tool: 'credo',
      label: 'Credo',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      linesEach: 2,
      failsOnWarnings: true,
    });
    return cause === null ? [] : [cause];
  },
  examples: [
    {
      log: '┃ [R] ↘ Modules should have a @moduledoc tag.\n┃       lib/till.ex:12:5 #(Till)',
      category: 'lint',
      findings: ['lib/till.ex:12'],
    },
    { log: '[W] ↑ lib/till.ex:12:5 There is a coin.', category: 'lint', findings: ['lib/till.ex:12'] },
  ],
  lookAlikes: ['[R] → turn right at the till'],
};

const arrows = ['] ↘ ', '] ↓ ', '] → ', '] ↗ ', '] ↑ '];

function rows(view: LogView): FoundAt[] {
  return view
    .find(oneLine, arrows)
    .map(({ index, match }) => finding(view, index, match[1] ?? '', match.slice(2), match[5] ?? ''));
}

function blocks(view: LogView): FoundAt[] {
  return view.find(words, arrows).flatMap(({ index, match }) => {
    const at = place.exec(view.text(index + 1)) ?? place.exec(view.text(index + 2));
    return at === null ? [] : [finding(view, index, match[1] ?? '', at.slice(1), match[2] ?? '')];
  });
}

function finding(
  view: LogView,
  index: number,
  kind: string,
  [file = '', line, column]: readonly (string | undefined)[],
  message: string,
): FoundAt {
  return {
    index,
    tool: 'credo',
    file: view.path(file),
    line: Number(line),
    column: column === undefined ? null : Number(column),
    code: kind,
    severity: kind === 'W' ? 'warning' : 'info',
    message,
  };
}
