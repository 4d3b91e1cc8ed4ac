import type { Detector } from '../detector';
import { causeOfFindings, type FoundAt } from '../causes/build-cause';
import type { LogView } from '../view/log-view';

const concise =
  /^(\S.{0,400}?\.(?:pyi?|ipynb)):(?:cell \d{1,5}:)?(\d{1,7}):(\d{1,5}): ([A-Z]{1,4}\d{2,4}|SyntaxError:|invalid-syntax:) (?:\[\*\] )?(.*)$/;
const heading = /^([A-Z]{1,4}\d{2,4}|invalid-syntax|SyntaxError):? (?:\[\*\] )?(\S.*)$/;
const arrow = /^\s{1,10}--> (\S.{0,400}?):(\d{1,7}):(\d{1,5})$/;

/** Ruff's linter, concise and full output, and `ruff format --check`. */
export const ruff: Detector = {
  id: 'ruff',
  keywords: ['ruff', 'Found ', '--> '],
  detect(view) {
    const found = [...rows(view), ...blocks(view)].sort((a, b) => a.index - b.index);
    const lint = causeOfFindings({
      tool: 'ruff',
      label: 'Ruff',
      category: 'lint',
      found,
      number: (index) => view.number(index),
      nextStep: 'Change the named lines, or let `ruff check --fix` change what it can.',
      linesEach: 2,
    });
    const format = causeOfFindings({
      tool: 'ruff-format',
      label: 'Ruff',
      category: 'format',
      found: unformatted(view),
      number: (index) => view.number(index),
      nextStep: 'Run `ruff format` and commit what it changes.',
    });
    return [...(lint === null ? [] : [lint]), ...(format === null ? [] : [format])];
  },
  examples: [
    {
      log: '$ ruff check .\ntill/money.py:1:8: F401 [*] `os` imported but unused\nFound 1 error.',
      category: 'lint',
      findings: ['till/money.py:1'],
    },
    {
      log: 'F401 [*] `os` imported but unused\n --> till/money.py:1:8\n  |\n1 | import os\n  |        ^^\n\nFound 1 error.',
      category: 'lint',
      findings: ['till/money.py:1'],
    },
    {
      log: '$ ruff format --check .\nWould reformat: till/money.py\n1 file would be reformatted',
      category: 'format',
      findings: ['till/money.py'],
    },
  ],
  lookAlikes: ['ruff weather ahead', 'Found 2 errors.\n --> see the notes:1:2'],
};

function rows(view: LogView): FoundAt[] {
  const isRuff =
    view.has('ruff') || view.find(/^Found \d{1,7} errors?(?: \(.*\))?\.$/, ['Found '], 1).length > 0;
  if (!isRuff) return [];
  return view
    .find(concise, ['.py:', '.pyi:', '.ipynb:'])
    .map(({ index, match }) => finding(view, index, match, match[4] ?? '', match[5] ?? ''));
}

function blocks(view: LogView): FoundAt[] {
  return view.find(arrow, ['--> ']).flatMap(({ index, match }) => {
    const title = heading.exec(view.text(index - 1));
    return title === null ? [] : [finding(view, index, match, title[1] ?? '', title[2] ?? '', index - 1)];
  });
}

function finding(
  view: LogView,
  index: number,
  match: RegExpExecArray,
  code: string,
  message: string,
  at = index,
): FoundAt {
  return {
    index: at,
    tool: 'ruff',
    file: view.path(match[1] ?? ''),
    line: Number(match[2]),
    column: Number(match[3]),
    code: code.replace(/:$/, ''),
    severity: 'error',
    message,
  };
}

function unformatted(view: LogView): FoundAt[] {
  return view
    .find(/^Would reformat: (\S.{0,400}\.(?:pyi?|ipynb))$/, ['Would reformat: '])
    .map(({ index, match }) => ({
      index,
      tool: 'ruff-format',
      file: view.path(match[1] ?? ''),
      line: null,
      column: null,
      code: null,
      severity: 'error' as const,
      message: 'Not formatted as Ruff would',
    }));
}
