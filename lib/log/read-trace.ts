import type { CleanLine, CleanLog } from './clean-log';
import { ESC, unreadableCharacters } from './control-characters';
import { LineBuffer } from './line-buffer';
import { LineSplitter } from './line-splitter';
import { SectionTracker } from './read-sections';
import { createRedactor } from './redact/create-redactor';
import { renderLine } from './render-line';

export interface ReadTraceOptions {
  /** How much text is kept: of a longer trace the beginning and the end (default 32 MiB). */
  readonly capBytes?: number;
  /** Exact values (of CI variables) that must not come out. */
  readonly mask?: readonly string[];
}

const DEFAULT_CAP = 32 * 1024 * 1024;
/** A trace is read no further than this many times its cap. */
const READ_FACTOR = 32;
const MAX_LINE = 8_000;

// "2026-01-31T12:00:00.123456Z 00O " and, for a piece that belongs to the line before, "…00O+".
const runnerPrefix = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z ([0-9a-f]{2}[OE])([ +])/;
const cutByRunner = /^Job's log exceeded limit of \d{1,20} bytes/;
// The runner echoes a script line in bold green.
const echoedCommand = new RegExp(String.raw`(?:^|[\r\n]|${ESC}\[0K|${ESC}\[0;m)${ESC}\[32;1m\$ `);

interface RawLine {
  readonly number: number;
  readonly stream: string | null;
  raw: string;
}

/**
 * Turns a job's raw trace into clean, redacted lines with their original numbers. Streams; the same bytes in other pieces
 * give the same result. Nothing unredacted leaves. Throws only what `chunks` throws.
 */
export async function readTrace(
  chunks: AsyncIterable<Uint8Array>,
  options: ReadTraceOptions = {},
): Promise<CleanLog> {
  const cap = options.capBytes ?? DEFAULT_CAP;
  const decoder = new TextDecoder('utf-8');
  const splitter = new LineSplitter();
  const cleaner = new LineCleaner(cap, options.mask ?? []);
  const emit = (line: string) => cleaner.add(line);
  let room = cap * READ_FACTOR;
  let cutByUs = false;
  for await (const chunk of chunks) {
    const bytes = chunk.byteLength > room ? chunk.subarray(0, room) : chunk;
    room -= bytes.byteLength;
    const text = decoder.decode(bytes, { stream: true });
    cleaner.weigh(text);
    splitter.push(text, emit);
    if (bytes.byteLength < chunk.byteLength) {
      cutByUs = true;
      break;
    }
  }
  const rest = decoder.decode();
  cleaner.weigh(rest);
  splitter.push(rest, emit);
  splitter.end(emit);
  return cleaner.finish(cutByUs);
}

/** For text that is already at hand (tests, the command line): the same as `readTrace`. */
export async function readTraceText(text: string, options: ReadTraceOptions = {}): Promise<CleanLog> {
  const bytes = new TextEncoder().encode(text);
  async function* whole() {
    yield bytes;
  }
  return readTrace(whole(), options);
}

class LineCleaner {
  readonly #sections = new SectionTracker();
  readonly #kept: LineBuffer;
  readonly #redact: (line: string) => string;
  /** Lines whose continuation may still come; streams interleave, so a few stay open. */
  readonly #open: RawLine[] = [];
  #total = 0;
  #characters = 0;
  #unreadable = 0;
  #isCut = false;
  #hasText = false;

  constructor(cap: number, mask: readonly string[]) {
    this.#kept = new LineBuffer(cap);
    this.#redact = createRedactor({ values: mask });
  }

  /** Counts what is not text, to tell a binary file from a log with a few bad bytes. */
  weigh(text: string): void {
    this.#characters += text.length;
    this.#unreadable += text.match(unreadableCharacters)?.length ?? 0;
  }

  add(line: string): void {
    this.#total += 1;
    const prefix = runnerPrefix.exec(line);
    const stream = prefix?.[1] ?? null;
    const raw = prefix === null ? line : line.slice(prefix[0].length);
    if (prefix?.[2] === '+') {
      const owner = this.#open.findLast((open) => open.stream === stream);
      if (owner !== undefined) {
        // The runner's prefix may cut a line anywhere; only so much of it is put together again.
        if (owner.raw.length < 256 * 1024) owner.raw += raw;
        return;
      }
    }
    this.#open.push({ number: this.#total, stream, raw });
    // Without prefixes there are no continuations to wait for.
    const limit = stream === null ? 0 : 16;
    while (this.#open.length > limit) this.#clean(this.#open.shift());
  }

  finish(cutByUs: boolean): CleanLog {
    for (const open of this.#open.splice(0)) this.#clean(open);
    const sections = this.#sections.sections();
    const none = { lines: [], totalLines: this.#total, sections };
    if (this.#unreadable > 0 && this.#unreadable / this.#characters > 0.1)
      return { ...none, condition: 'not-text' };
    if (!this.#hasText) return { ...none, condition: 'empty' };
    const condition = cutByUs || this.#isCut || this.#kept.hasDropped ? 'cut' : 'whole';
    return { lines: this.#kept.lines(), condition, totalLines: this.#total, sections };
  }

  #clean(line: RawLine | undefined): void {
    if (line === undefined) return;
    const withoutMarkers = this.#sections.strip(line.raw, line.number);
    const isCommand = line.raw.includes('$ ') && echoedCommand.test(line.raw);
    const text = shorten(this.#redact(renderLine(withoutMarkers)));
    if (text.trim() !== '') this.#hasText = true;
    if (cutByRunner.test(text)) this.#isCut = true;
    const section = this.#sections.current;
    const clean: CleanLine = {
      number: line.number,
      text,
      ...(section === undefined ? {} : { section }),
      ...(line.stream === null
        ? {}
        : { stream: line.stream.endsWith('E') ? ('stderr' as const) : ('stdout' as const) }),
      ...(isCommand ? { isCommand: true as const } : {}),
    };
    this.#kept.add(clean);
  }
}

function shorten(text: string): string {
  return text.length <= MAX_LINE ? text : `${text.slice(0, MAX_LINE)}…`;
}
