import { Buffer, isUtf8 } from 'node:buffer';
import { CleanLines } from './clean-lines';
import type { CleanLog } from './clean-log';
import { ESC } from './control-characters';
import { isEcho, isStderr, isStdout, LineBlock } from './line-block';
import { LineKeeper } from './line-keeper';
import { RawLines } from './raw-lines';
import { OverwrittenSecrets } from './redact/overwritten-secrets';
import { SectionTracker } from './read-sections';
import { renderBytes } from './render-bytes';
import { hasRunnerPrefix, PREFIX_LENGTH } from './runner-prefix';

const MAX_LINE = 8_000;
/** The runner's prefix may cut a line anywhere; only so much of it is put together again. */
const MAX_JOINED = 256 * 1024;
/** Lines whose continuation may still come; streams interleave, so a few stay open. */
const MAX_OPEN = 16;

const marker = Buffer.from('section_');
// The runner echoes a script line in bold green.
const echo = Buffer.from('\u001b[32;1m$ ');
const echoLeads = [Buffer.from('\u001b[0K'), Buffer.from('\u001b[0;m')];
const echoedCommand = new RegExp(String.raw`(?:^|[\r\n]|${ESC}\[0K|${ESC}\[0;m)${ESC}\[32;1m\$ `);
const cutNotice = /^Job's log exceeded limit of \d{1,20} bytes/;

const nothing = Buffer.alloc(0);

interface OpenLine {
  readonly number: number;
  /** `00O` as a number. */
  readonly stream: number;
  bytes: Buffer;
  start: number;
  end: number;
}

/**
 * Turns the bytes of a trace into clean lines, a piece at a time. What it keeps is not redacted until `finish`, whose result
 * holds nothing that `redactLine` did not see.
 */
export class TraceReader {
  readonly #sections = new SectionTracker();
  readonly #keeper: LineKeeper;
  readonly #overwritten = new OverwrittenSecrets();
  readonly #raw = new RawLines((bytes, start, end) => this.#addRaw(bytes, start, end));
  readonly #open: OpenLine[] = [];
  #chunk: Buffer = nothing;
  /** Where the chunk's next section marker stands. */
  #markerAt = 0;
  /** Lines of the chunk that are still to be weighed. */
  #weighFrom = 0;
  #weighTo = 0;
  #total = 0;
  #size = 0;
  #unreadable = 0;
  #isCut = false;
  #hasText = false;

  constructor(cap: number) {
    this.#keeper = new LineKeeper(cap);
  }

  push(chunk: Uint8Array): void {
    this.#chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    this.#markerAt = -1;
    this.#raw.push(this.#chunk);
    this.#weighPending();
    for (const open of this.#open) own(open);
    this.#chunk = nothing;
  }

  /** `redactLine` is given every line that is kept, in order, and a few before what follows a gap. */
  finish(cutByUs: boolean, redactLine: ((line: string) => string) | null): CleanLog {
    this.#raw.end();
    for (const open of this.#open.splice(0)) this.#clean(open);
    const sections = this.#sections.sections();
    const none = { lines: new CleanLines([], []), totalLines: this.#total, sections };
    if (this.#unreadable > 0 && this.#unreadable / this.#size > 0.1)
      return { ...none, condition: 'not-text' };
    if (!this.#hasText) return { ...none, condition: 'empty' };
    const { head, dropped, tail } = this.#keeper.finish();
    const first = head.map((block) => redactBlock(block, redactLine));
    for (const block of dropped) redactBlock(block, redactLine);
    const last = tail.map((block) => redactBlock(block, redactLine));
    const condition = cutByUs || this.#isCut || dropped.length > 0 ? 'cut' : 'whole';
    const lines = new CleanLines([...first, ...last], this.#sections.names);
    return { lines, condition, totalLines: this.#total, sections };
  }

  #addRaw(bytes: Buffer, start: number, end: number): void {
    this.#total += 1;
    this.#weigh(bytes, start, end);
    if (!hasRunnerPrefix(bytes, start, end)) {
      if (this.#open.length > 0) for (const open of this.#open.splice(0)) this.#clean(open);
      this.#cleanBytes(bytes, start, end, this.#total, 0);
      return;
    }
    const from = start + PREFIX_LENGTH;
    const at = start + PREFIX_LENGTH - 4;
    const stream = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    if (bytes[from - 1] === 43) {
      const owner = this.#open.findLast((open) => open.stream === stream);
      if (owner !== undefined) {
        join(owner, bytes, from, end);
        return;
      }
    }
    this.#open.push({ number: this.#total, stream, bytes, start: from, end });
    if (this.#open.length > MAX_OPEN) {
      const open = this.#open.shift();
      if (open !== undefined) this.#clean(open);
    }
  }

  #clean(line: OpenLine): void {
    const flags = (line.stream & 0xff) === 69 ? isStderr : isStdout;
    this.#cleanBytes(line.bytes, line.start, line.end, line.number, flags);
  }

  #cleanBytes(bytes: Buffer, start: number, end: number, number: number, flags: number): void {
    this.#size += end - start + 1;
    const block = this.#keeper.block;
    block.reserve(end - start);
    const hasMarker = this.#holdsMarker(bytes, start, end);
    const to = hasMarker ? -1 : renderBytes(bytes, start, end, block.bytes, block.used);
    if (to >= 0) {
      const all = isEchoed(bytes, start, end) ? flags | isEcho : flags;
      block.close(to, number, this.#sections.currentNumber, all);
    } else {
      this.#cleanText(block, bytes.toString('utf8', start, end), number, flags);
    }
    this.#note(block);
  }

  /** For lines with section markers, and for those that move the cursor about. */
  #cleanText(block: LineBlock, raw: string, number: number, flags: number): void {
    const text = this.#overwritten.render(this.#sections.strip(raw, number));
    const all = raw.includes('$ ') && echoedCommand.test(raw) ? flags | isEcho : flags;
    block.add(text, { number, section: this.#sections.currentNumber, flags: all });
  }

  #holdsMarker(bytes: Buffer, start: number, end: number): boolean {
    // What is not the chunk's own is one line.
    if (bytes !== this.#chunk) return bytes.includes(marker);
    if (this.#markerAt < start) {
      const at = bytes.indexOf(marker, start);
      this.#markerAt = at < 0 ? bytes.length : at;
    }
    return this.#markerAt < end;
  }

  /** Counts what is not text, to tell a binary file from a log with a few bad bytes; many lines at once. */
  #weigh(bytes: Buffer, start: number, end: number): void {
    if (bytes !== this.#chunk) {
      this.#unreadable += unreadable(bytes.subarray(start, end));
      return;
    }
    if (start !== this.#weighTo + 1) {
      this.#weighPending();
      this.#weighFrom = start;
    }
    this.#weighTo = end;
  }

  #weighPending(): void {
    this.#unreadable += unreadable(this.#chunk.subarray(this.#weighFrom, this.#weighTo));
    this.#weighFrom = 0;
    this.#weighTo = 0;
  }

  #note(block: LineBlock): void {
    const index = block.length - 1;
    const start = block.startOf(index);
    if (start === block.endOf(index)) return;
    if (block.bytes[start] === 74 && cutNotice.test(block.text(index))) this.#isCut = true;
    this.#hasText ||= block.text(index).trim() !== '';
  }
}

/** So that a line may stay open when its chunk is gone. */
function own(line: OpenLine): void {
  if (line.start === 0 && line.end === line.bytes.length) return;
  line.bytes = Buffer.from(line.bytes.subarray(line.start, line.end));
  line.start = 0;
  line.end = line.bytes.length;
}

function join(line: OpenLine, bytes: Buffer, start: number, end: number): void {
  const length = line.end - line.start;
  if (length >= MAX_JOINED) return;
  const larger = Buffer.concat([line.bytes.subarray(line.start, line.end), bytes.subarray(start, end)]);
  line.bytes = larger;
  line.start = 0;
  line.end = larger.length;
}

function unreadable(bytes: Buffer): number {
  if (!bytes.includes(0) && isUtf8(bytes)) return 0;
  const text = bytes.toString('utf8');
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    // NUL bytes that pad a log or frame its lines count once, however many they are.
    if (unit === 0xfffd || (unit === 0 && text.charCodeAt(at - 1) !== 0)) count += 1;
  }
  return count;
}

function isEchoed(bytes: Buffer, start: number, end: number): boolean {
  if (bytes[start] !== 27) return false;
  let at = start;
  for (;;) {
    const lead = echoLeads.find((each) => startsWith(bytes, at, end, each));
    if (lead === undefined) return startsWith(bytes, at, end, echo);
    at += lead.length;
  }
}

function startsWith(bytes: Buffer, at: number, end: number, what: Buffer): boolean {
  if (bytes[at] !== what[0] || end - at < what.length) return false;
  for (let index = 1; index < what.length; index += 1) if (bytes[at + index] !== what[index]) return false;
  return true;
}

/** The block's lines without secrets, shortened; the block itself where that changes nothing. */
function redactBlock(block: LineBlock, redactLine: ((line: string) => string) | null): LineBlock {
  let changed: LineBlock | null = null;
  for (let index = 0; index < block.length; index += 1) {
    if (redactLine === null && changed === null && block.endOf(index) - block.startOf(index) <= MAX_LINE)
      continue;
    const text = block.text(index);
    const redacted = shorten(redactLine === null ? text : redactLine(text));
    if (changed === null && redacted !== text) {
      changed = new LineBlock(block.used + 1_024);
      changed.copyFirst(index, block);
    }
    changed?.add(redacted, {
      number: block.numberOf(index),
      section: block.sectionOf(index),
      flags: block.flagsOf(index),
    });
  }
  return changed ?? block;
}

function shorten(text: string): string {
  return text.length <= MAX_LINE ? text : `${text.slice(0, MAX_LINE)}…`;
}
