import type { LogView } from '../view/log-view';

export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly index: number;
}

const frame =
  /(?:^|[\s(@❯])((?:file:\/\/|[A-Za-z]:[\\/])?[^\s():*?"<>|]{1,500}\.[A-Za-z]{1,10}):(\d{1,7}):(\d{1,5})\)?,?\s*\{?$/;

/** The first frame of a JavaScript stack within some lines that lies in the project's own code. */
export function ownFrame(view: LogView, from: number, to: number): Frame | null {
  for (let index = from; index <= to; index += 1) {
    const text = view.text(index);
    if (!text.includes(':')) continue;
    const match = frame.exec(text);
    const [, file, line, column] = match ?? [];
    if (file === undefined || /node_modules|node:internal|^internal\/|^node:|^https?:/.test(file)) continue;
    return { file: view.path(file), line: Number(line), column: Number(column), index };
  }
  return null;
}

/** The frame in the test's own file, else the first in the project's own code. */
export function testFrame(view: LogView, from: number, to: number, file: string | null): Frame | null {
  let first: Frame | null = null;
  for (let start = from; start <= to;) {
    const found = ownFrame(view, start, to);
    if (found === null) break;
    if (file !== null && found.file === file) return found;
    first ??= found;
    start = found.index + 1;
  }
  return first;
}
