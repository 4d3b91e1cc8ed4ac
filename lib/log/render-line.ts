import {
  anyInvisible,
  anyMove,
  cursorMoves,
  ESC,
  escapeSequences,
  invisibleCharacters,
} from './control-characters';

/**
 * What a terminal shows of one line: colours gone, `\r`, backspace and moves along the line overwrite, erasing in the line is
 * honoured. Moves to other lines are not: a log has no screen. Linear.
 */
export function renderLine(raw: string): string {
  if (!anyInvisible.test(raw)) return raw;
  const line = raw.endsWith('\r') ? trimReturns(raw) : raw;
  const text = anyMove.test(line) ? overwrite(line) : line.replace(escapeSequences, '');
  return text.replace(invisibleCharacters, '');
}

function trimReturns(raw: string): string {
  let end = raw.length;
  while (raw.charAt(end - 1) === '\r') end -= 1;
  return raw.slice(0, end);
}

/** Beyond this many cells nothing is painted: a line of a million backspaces must not cost a million copies of it. */
const MAX_CELLS = 4_096;

function overwrite(line: string): string {
  let cells = '';
  let cursor = 0;
  const write = (written: string) => {
    const text = written.slice(0, Math.max(0, MAX_CELLS - cursor));
    if (text === '') return;
    if (cursor > cells.length) cells += ' '.repeat(cursor - cells.length);
    const covered = cells.slice(cursor + text.length);
    cells = cells.slice(0, cursor) + text + covered;
    cursor += text.length;
  };
  let at = 0;
  for (const found of line.matchAll(cursorMoves)) {
    write(line.slice(at, found.index));
    at = found.index + found[0].length;
    const token = found[0];
    if (token === '\r') cursor = 0;
    else if (token === '\b') cursor = Math.max(0, cursor - 1);
    else if (token.startsWith(`${ESC}[`)) {
      if (token.endsWith('K')) cells = erase(cells, cursor, token.slice(2, -1));
      else cursor = moved(cursor, token.slice(2, -1), token.at(-1) ?? '');
    }
  }
  write(line.slice(at));
  return cells.trimEnd();
}

function erase(cells: string, cursor: number, how: string): string {
  if (how === '2') return '';
  if (how === '1') return ' '.repeat(Math.min(cursor, cells.length)) + cells.slice(cursor);
  return cells.slice(0, cursor);
}

/** Forward, back or to a column. */
function moved(cursor: number, digits: string, how: string): number {
  if (!/^\d{0,6}$/.test(digits)) return cursor;
  const count = Math.max(1, Number(digits));
  if (how === 'C') return Math.min(MAX_CELLS, cursor + count);
  if (how === 'D') return Math.max(0, cursor - count);
  return how === 'G' ? Math.min(MAX_CELLS, count - 1) : cursor;
}
