import type { LogSection } from './clean-log';
import { ESC, escapeSequences } from './control-characters';

// As GitLab's own parser has it; a marker that lost its `\r ESC[0K` on the way counts only at the start of a line.
const marker = new RegExp(
  String.raw`section_(start|end):(\d{1,20}):([A-Za-z0-9_.-]{1,200})(\[[^\]\r\n]{0,500}\])?(?:\r${ESC}\[0K|\r|$)`,
  'g',
);

interface OpenSection {
  name: string;
  start: number;
  end: number | null;
}

/** Follows the runner's section markers through a trace: nested, unclosed, closed out of order. */
export class SectionTracker {
  readonly #all: OpenSection[] = [];
  readonly #open: OpenSection[] = [];
  readonly #numbers = new Map<string, number>();
  /** Number of the innermost open section's name: 1 is the first of `names`, 0 means that none is open. */
  currentNumber = 0;

  get names(): string[] {
    return [...this.#numbers.keys()];
  }

  /** Takes the markers out of a raw line. */
  strip(raw: string, lineNumber: number): string {
    if (!raw.includes('section_')) return raw;
    return raw.replace(
      marker,
      (whole, kind: string, _time: string, name: string, _options, offset: number) => {
        // A bare marker in the middle of a line is text that a script printed.
        if (!whole.includes('\r') && !isAtStart(raw, offset)) return whole;
        if (kind === 'start') this.#start(name, lineNumber);
        else this.#end(name, lineNumber);
        return '';
      },
    );
  }

  sections(): LogSection[] {
    return this.#all.map(({ name, start, end }) => ({ name, start, end }));
  }

  #start(name: string, line: number): void {
    // Hostile depth or number: what is beyond is not tracked.
    if (this.#all.length >= 10_000 || this.#open.length >= 100) return;
    const section = { name, start: line, end: null };
    this.#all.push(section);
    this.#open.push(section);
    if (!this.#numbers.has(name)) this.#numbers.set(name, this.#numbers.size + 1);
    this.#enter();
  }

  #end(name: string, line: number): void {
    const at = this.#open.findLastIndex((section) => section.name === name);
    if (at < 0) return;
    for (const section of this.#open.splice(at)) section.end = line;
    this.#enter();
  }

  #enter(): void {
    this.currentNumber = this.#numbers.get(this.#open.at(-1)?.name ?? '') ?? 0;
  }
}

/** Whether only colours stand before it. */
function isAtStart(raw: string, offset: number): boolean {
  return offset === 0 || (offset <= 100 && raw.slice(0, offset).replace(escapeSequences, '') === '');
}
