const ESCAPE = 27;
const RETURN = 13;
const TAB = 9;
const BACKSPACE = 8;
const BRACKET = 91;
/** `K`, `G` and `2`. */
const ERASE = 75;
const COLUMN = 71;
const TWO = 50;
/** As `renderLine` has it. */
const MAX_CELLS = 4_096;

/**
 * Writes into `out` from `to` on what a terminal shows of the bytes of one line, and gives where it ended; -1 when the line needs
 * `renderLine`, which does the same for everything, or was written over in part. `out` has room for as many bytes as come in. Colours, invisible characters
 * and progress are done here: `out` is the row of cells that is written over, as long as a cell is a byte.
 */
export function renderBytes(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  to: number,
): number {
  let last = end;
  while (last > start && bytes[last - 1] === RETURN) last -= 1;
  let at = start;
  let cursor = to;
  // Bytes that are no cell of their own, and how far the line once reached.
  let extra = 0;
  let reached = 0;
  let isWide = false;
  let isMoved = false;
  // A cell was left that is not the line's first: cells have to be bytes.
  let isStepped = false;
  // Cells of what was written over are still there: whether they are of a secret is not seen here.
  let isLeft = false;
  // Whether anything in the line goes back: known once it is asked for.
  let goesBack: boolean | null = null;
  while (at < last) {
    const byte = bytes[at] ?? 0;
    if ((byte >= 32 && byte < 127) || byte === TAB) {
      out[cursor] = byte;
      cursor += 1;
      at += 1;
    } else if (byte >= 128) {
      const hidden = hiddenLength(bytes, at, last, byte);
      if (hidden > 0) {
        // In a line that is overwritten they would be cells; that is not worth a table here.
        goesBack ??= holdsMoves(bytes, start, last);
        if (goesBack) return -1;
        at += hidden;
        continue;
      }
      if (isStepped) return -1;
      isWide = true;
      if (byte < 0xc0) extra += 1;
      else if (byte >= 0xf0) extra -= 1;
      out[cursor] = byte;
      cursor += 1;
      at += 1;
    } else if (byte === ESCAPE) {
      const length = escapeLength(bytes, at, last);
      if (length < 0) return -1;
      if (length === 0) {
        goesBack ??= holdsMoves(bytes, start, last);
        if (goesBack) return -1;
        at += 1;
        continue;
      }
      const final = bytes[at + 1] === BRACKET ? (bytes[at + length - 1] ?? 0) : 0;
      if (final === ERASE) {
        if (bytes[at + 2] === TWO) {
          if (isWide) return -1;
          out.fill(32, to, cursor);
          isMoved = true;
          isStepped = true;
        }
        reached = cursor - to - extra;
      } else if (final === COLUMN) {
        if (isWide) return -1;
        reached = Math.max(reached, cursor - to);
        const column = Math.max(1, numberAt(bytes, at + 2)) - 1;
        if (column > reached) return -1;
        cursor = to + column;
        isLeft ||= column > 0;
        isMoved = true;
        isStepped = true;
      }
      at += length;
    } else if (byte === RETURN) {
      isMoved = true;
      reached = Math.max(reached, cursor - to - extra);
      cursor = to;
      extra = 0;
      at += 1;
    } else if (byte === BACKSPACE) {
      if (isWide) return -1;
      isMoved = true;
      isStepped = true;
      isLeft = true;
      reached = Math.max(reached, cursor - to);
      if (cursor > to) cursor -= 1;
      at += 1;
    } else {
      goesBack ??= holdsMoves(bytes, start, last);
      if (goesBack) return -1;
      at += 1;
    }
  }
  if (!isMoved) return cursor;
  const width = cursor - to - extra;
  if (width > MAX_CELLS || reached > MAX_CELLS || isLeft || width < reached) return -1;
  let shown = cursor;
  while (shown > to && (out[shown - 1] === 32 || out[shown - 1] === TAB)) shown -= 1;
  // Blanks beyond ASCII are trimmed too.
  return shown > to && (out[shown - 1] ?? 0) >= 128 ? -1 : shown;
}

/** Digits as a number. */
function numberAt(bytes: Uint8Array, from: number): number {
  let value = 0;
  for (let at = from; at < from + 6; at += 1) {
    const digit = (bytes[at] ?? 0) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}

function holdsMoves(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === RETURN || byte === BACKSPACE || byte === ESCAPE) return true;
  }
  return false;
}

/** Length of the zero-width, direction-changing or control character that begins here; 0 when it is another one. */
function hiddenLength(bytes: Uint8Array, at: number, end: number, byte: number): number {
  if (byte === 0xc2) {
    const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
    return (second >= 0x80 && second <= 0x9f) || second === 0xad ? 2 : 0;
  }
  if ((byte !== 0xe2 && byte !== 0xef) || at + 2 >= end) return 0;
  const second = bytes[at + 1] ?? 0;
  const third = bytes[at + 2] ?? 0;
  if (byte === 0xef) return second === 0xbb && third === 0xbf ? 3 : 0;
  if (second === 0x80) return (third >= 0x8b && third <= 0x8f) || (third >= 0xaa && third <= 0xae) ? 3 : 0;
  return second === 0x81 && third >= 0xa0 && third <= 0xa9 ? 3 : 0;
}

/**
 * Length of the escape sequence that begins here; 0 for one that is none (the escape character alone is not shown), -1 for
 * one that moves the cursor or erases what stands before it.
 */
function escapeLength(bytes: Uint8Array, start: number, end: number): number {
  const kind = start + 1 < end ? (bytes[start + 1] ?? 0) : 0;
  if (kind === 91) return controlLength(bytes, start, end);
  const isCharset = kind === 40 || kind === 41;
  if (isCharset && start + 2 < end && isAlphanumeric(bytes[start + 2] ?? 0)) return 3;
  // Links, titles and the rarer ones are left to the one place that knows them all.
  return kind === 0 ? 0 : -1;
}

function controlLength(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 2;
  while (at < end && isParameter(bytes[at] ?? 0)) at += 1;
  const final = at < end ? (bytes[at] ?? 0) : 0;
  if (at - start > 66) return -1;
  if (final === 109) return at + 1 - start;
  const parameters = at - start - 2;
  const first = parameters === 0 ? 48 : (bytes[start + 2] ?? 0);
  const isErase = final === ERASE && parameters <= 1 && (first === 48 || first === TWO);
  const isColumn = final === COLUMN && parameters <= 6 && areDigits(bytes, start + 2, at);
  return isErase || isColumn ? at + 1 - start : -1;
}

function areDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1)
    if (!isAlphanumeric(bytes[at] ?? 0) || (bytes[at] ?? 0) > 57) return false;
  return true;
}

function isAlphanumeric(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122);
}

/** Digits and `:;<=>?`. */
function isParameter(byte: number): boolean {
  return byte >= 48 && byte <= 63;
}
