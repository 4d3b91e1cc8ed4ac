import type { CleanLine, CleanLog } from '@/lib/log/clean-log';
import type { KeywordIndex } from '@/lib/log/keyword-index';
import { checkoutFolder, relativePath } from './checkout-path';
import { KeywordLines } from './keyword-lines';
import type { LineTexts } from './line-texts';
import { findScript, type ScriptPart } from './script-part';
import { workingFolder } from './working-folder';

/** Put by a log shipper in front of every line, where it is not the runner's own prefix. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z ?/;
/** Put by a build tool in front of what it passes on: BuildKit's step and seconds, Compose's service, a task runner's name. */
const passedOn =
  /^(?:\s{1,12}\[(?:junit|junitlauncher|testng|exec|java)\] ?|#\d{1,4} \d{1,6}\.\d{1,4} |[\w.-]{1,40}[-_]\d{1,3}\s{1,20}\| |(?:@[\w.-]{1,60}\/)?[\w-]{1,60}:(?:build|check|e2e|format|lint|test|typecheck|type-check|unit)(?:[:-][\w-]{1,30})?: |(?:[\w@.-]{1,40}\/){0,4}[\w@.-]{1,40} (?:build|check|e2e|format|lint|test|typecheck|type-check|unit)(?:[:-][\w-]{1,30})?: |\[(?:\d{1,2}|(?:build|check|eslint|format|jest|lint|prettier|test|tsc|typecheck|types|vitest)(?:[:-][\w-]{1,30})?)\](?: |$))/;

const MAX_PATHS = 5_000;

/** A log as detectors look at it: lines by index, found by keyword without reading all of them. */
export class LogView implements LineTexts {
  readonly #texts: (string | undefined)[];
  readonly #found: KeywordLines | null;
  readonly #held = new Map<string, boolean>();
  readonly #byKeyword = new Map<string, readonly number[]>();
  readonly #paths = new Map<string, string>();
  readonly #byKeywords = new Map<string, readonly number[]>();
  /** Where the runner put the project; null when the log does not tell. */
  readonly checkout: string | null;
  readonly #folder: string;
  /** Where the job's script ran and which of its commands failed. */
  readonly script: ScriptPart;

  /** `index` is of bytes. Keywords that are not in it are found too, each at the price of a pass over the log. */
  constructor(
    readonly log: CleanLog,
    index: KeywordIndex | null = null,
  ) {
    this.#texts = new Array<string | undefined>(log.lines.length);
    this.#found = index === null ? null : new KeywordLines(log.lines, index);
    this.checkout = checkoutFolder(this);
    this.script = findScript(log, this);
    this.#folder = workingFolder(log, this, this.script) ?? '';
  }

  get length(): number {
    return this.log.lines.length;
  }

  /** The text of a line, without what a build tool put in front of it; empty beyond the ends. */
  text(index: number): string {
    const known = this.#texts[index];
    if (known !== undefined) return known;
    if (index < 0 || index >= this.length) return '';
    const text = bare(this.log.lines.text(index));
    this.#texts[index] = text;
    return text;
  }

  line(index: number): CleanLine | undefined {
    return this.log.lines.at(index);
  }

  /** The raw line's number. */
  number(index: number): number {
    return this.log.lines.number(index) || 1;
  }

  has(keyword: string): boolean {
    const known = this.#found?.count(keyword) ?? this.#byKeyword.get(keyword)?.length;
    if (known !== undefined) return known > 0;
    const found = this.#held.get(keyword) ?? this.log.lines.holds(keyword);
    this.#held.set(keyword, found);
    return found;
  }

  /** Indexes of the lines that hold a text, in order. */
  linesWith(keyword: string): readonly number[] {
    const known = this.#byKeyword.get(keyword);
    if (known !== undefined) return known;
    const found = this.#found?.lines(keyword) ?? this.log.lines.linesWith(keyword);
    this.#byKeyword.set(keyword, found);
    return found;
  }

  /** Indexes of the lines that hold one of the texts, in order. */
  linesWithAny(keywords: readonly string[]): readonly number[] {
    if (keywords.length === 1) return this.linesWith(keywords[0] ?? '');
    const key = keywords.join('\n');
    const known = this.#byKeywords.get(key);
    if (known !== undefined) return known;
    let found: readonly number[] = [];
    for (const keyword of keywords) found = merged(found, this.linesWith(keyword));
    this.#byKeywords.set(key, found);
    return found;
  }

  /** Indexes of the lines that hold one of the texts and one of the others, in order. */
  linesWithBoth(keywords: readonly string[], others: readonly string[]): readonly number[] {
    return shared(this.linesWithAny(keywords), this.linesWithAny(others));
  }

  /** Lines that hold one of the texts (and one of those `beside` it) and match, in order; at most `limit`. */
  find(
    pattern: RegExp,
    keywords: readonly string[],
    limit = 5_000,
    beside?: readonly string[],
  ): { index: number; match: RegExpExecArray }[] {
    const found: { index: number; match: RegExpExecArray }[] = [];
    const lines = beside === undefined ? this.linesWithAny(keywords) : this.linesWithBoth(keywords, beside);
    for (const index of lines) {
      const match = pattern.exec(this.text(index));
      if (match === null) continue;
      found.push({ index, match });
      if (found.length >= limit) break;
    }
    return found;
  }

  /** A file as a tool printed it, relative to the checkout: tools print what is relative to where they run. */
  path(printed: string): string {
    const known = this.#paths.get(printed);
    if (known !== undefined) return known;
    const path = relativePath(printed, this.checkout, this.#folder);
    // The same few files are named again and again; a log may be made to name others.
    if (this.#paths.size < MAX_PATHS) this.#paths.set(printed, path);
    return path;
  }
}

/** Two lists of numbers in order as one, without repetitions. */
function merged(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const both: number[] = [];
  for (let at = 0, other = 0; at < a.length || other < b.length;) {
    const left = a[at] ?? Infinity;
    const right = b[other] ?? Infinity;
    both.push(Math.min(left, right));
    if (left <= right) at += 1;
    if (right <= left) other += 1;
  }
  return both;
}

/** The numbers in both of two lists, which are in order. */
function shared(a: readonly number[], b: readonly number[]): readonly number[] {
  const both: number[] = [];
  for (let at = 0, other = 0; at < a.length && other < b.length;) {
    const left = a[at] ?? 0;
    const right = b[other] ?? 0;
    if (left === right) both.push(left);
    if (left <= right) at += 1;
    if (right <= left) other += 1;
  }
  return both;
}

function bare(text: string): string {
  const shipped = text.startsWith('2') ? text.replace(timestamp, '') : text;
  const prefix = passedOn.exec(shipped);
  return prefix === null ? shipped : shipped.slice(prefix[0].length);
}
