import type { CleanLine, CleanLog } from '@/lib/log/clean-log';
import { checkoutFolder, relativePath } from './checkout-path';
import { findScript, type ScriptPart } from './script-part';
import { workingFolder } from './working-folder';

/** Put by a log shipper in front of every line, where it is not the runner's own prefix. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z ?/;
/** Put by a build tool in front of what it passes on: BuildKit's step and seconds, Compose's service, a task runner's name. */
const passedOn =
  /^(?:\s{1,12}\[(?:junit|exec|java)\] ?|#\d{1,4} \d{1,6}\.\d{1,4} |[\w.-]{1,40}[-_]\d{1,3}\s{1,20}\| |(?:@[\w.-]{1,60}\/)?[\w-]{1,60}:(?:build|check|e2e|format|lint|test|typecheck|type-check|unit)(?:[:-][\w-]{1,30})?: )/;

/** A log as detectors look at it: lines by index, found by keyword without reading all of them. */
export class LogView {
  readonly #texts: string[];
  readonly #all: string;
  readonly #offsets: number[] = [];
  readonly #byKeyword = new Map<string, readonly number[]>();
  /** Where the runner put the project; null when the log does not tell. */
  readonly checkout: string | null;
  readonly #folder: string;
  /** Where the job's script ran and which of its commands failed. */
  readonly script: ScriptPart;

  constructor(readonly log: CleanLog) {
    this.#texts = log.lines.map((line) => bare(line.text));
    this.#all = this.#texts.join('\n');
    let offset = 0;
    for (const text of this.#texts) {
      this.#offsets.push(offset);
      offset += text.length + 1;
    }
    this.checkout = checkoutFolder(this);
    this.script = findScript(log, this.#texts);
    this.#folder = workingFolder(log, this.script) ?? '';
  }

  get length(): number {
    return this.#texts.length;
  }

  /** The text of a line, without what a build tool put in front of it; empty beyond the ends. */
  text(index: number): string {
    return this.#texts[index] ?? '';
  }

  line(index: number): CleanLine | undefined {
    return this.log.lines[index];
  }

  /** The raw line's number. */
  number(index: number): number {
    return this.log.lines[index]?.number ?? 1;
  }

  has(keyword: string): boolean {
    return this.linesWith(keyword).length > 0;
  }

  /** Indexes of the lines that hold a text. */
  linesWith(keyword: string): readonly number[] {
    const known = this.#byKeyword.get(keyword);
    if (known !== undefined) return known;
    const found: number[] = [];
    for (let at = this.#all.indexOf(keyword); at >= 0;) {
      const index = this.#indexAt(at);
      found.push(index);
      const next = this.#offsets[index + 1];
      at = next === undefined ? -1 : this.#all.indexOf(keyword, next);
    }
    this.#byKeyword.set(keyword, found);
    return found;
  }

  /** Lines that hold one of the texts and match, in order; at most `limit`. */
  find(
    pattern: RegExp,
    keywords: readonly string[],
    limit = 5_000,
  ): { index: number; match: RegExpExecArray }[] {
    const indexes =
      keywords.length === 1
        ? this.linesWith(keywords[0] ?? '')
        : [...new Set(keywords.flatMap((keyword) => this.linesWith(keyword)))].sort((a, b) => a - b);
    const found: { index: number; match: RegExpExecArray }[] = [];
    for (const index of indexes) {
      const match = pattern.exec(this.text(index));
      if (match === null) continue;
      found.push({ index, match });
      if (found.length >= limit) break;
    }
    return found;
  }

  /** A file as a tool printed it, relative to the checkout: tools print what is relative to where they run. */
  path(printed: string): string {
    return relativePath(printed, this.checkout, this.#folder);
  }

  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#offsets.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#offsets[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function bare(text: string): string {
  const shipped = text.startsWith('2') ? text.replace(timestamp, '') : text;
  const prefix = passedOn.exec(shipped);
  return prefix === null ? shipped : shipped.slice(prefix[0].length);
}
