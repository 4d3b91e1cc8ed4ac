import type { LogView } from './log-view';

/** A test, example or benchmark of Go with what it wrote. */
export interface GoTest {
  readonly name: string;
  /** The import path; empty where the output does not say it. */
  pkg: string;
  verdict: 'run' | 'pass' | 'skip' | 'fail';
  /** What it wrote, in order, without the lines of the test runner; `index` is the line of the log. */
  readonly output: { readonly index: number; readonly text: string }[];
  /** The line that says its verdict, or the first one of it. */
  at: number;
}

/** A package that failed though none of its tests did: a panic in `init` or `TestMain`, an exit. */
export interface GoPackage {
  readonly pkg: string;
  readonly output: readonly { readonly index: number; readonly text: string }[];
  readonly at: number;
}

const MAX_OUTPUT = 400;
const MAX_TESTS = 20_000;
const started = /^=== (RUN|CONT|NAME|PAUSE)\s+(\S.{0,500}?)?\s*$/;
const verdict =
  /--- (FAIL|PASS|SKIP|BENCH): (\S{1,500})( \((?:[\d.]{1,12}(?:s| seconds)|unknown|cached)\))?$/;
const packageEnd =
  /^(?:(FAIL)|ok|\?)\s+(\S{1,400})(?:\s+(?:[\d.]{1,12}s|\(cached\)|\[\w[\w ]{1,30}\])(?:\s.*)?)?$/;
/** gotestsum's summary, and its line for each test. */
const summed =
  /^=== (FAIL|SKIP): (\S{0,400}) (\S.{0,500}?)?(?: \(re-run \d{1,3}\))? ?(?:\([\d.]{1,12}s\)|\(unknown\))?$/;
/** gotestsum names each test once more when it is done. */
const echo =
  /^(?:FAIL|PASS|SKIP|EMPTY) \S{1,400}\.(?:Test|Benchmark|Example|Fuzz)\S{0,400}(?: \(re-run \d{1,3}\))? \([\d.]{1,12}s\)$/;
const benchmark = /^Benchmark\w{0,200}$/;
const jsonLine = /^\{"(?:Time|Action|Package|ImportPath|Test)":/;

/**
 * Reads what `go test` prints, plain, with `-v` or `-json`, and what gotestsum makes of it. A test of a package that was
 * run again has the verdict of its last run. Tests of a package that ended in a panic before their verdict have failed.
 */
export function readGoTests(view: LogView): { tests: GoTest[]; packages: GoPackage[] } {
  const reading = new Reading();
  for (let index = 0; index < view.length && !reading.isFull; index += 1) {
    const text = view.text(index);
    if (text.startsWith('{"') && jsonLine.test(text)) {
      const event = parseEvent(text);
      if (event !== null) {
        reading.event(event, index);
        continue;
      }
    }
    reading.line(text, index);
  }
  return reading.result();
}

interface GoEvent {
  readonly action: string;
  readonly pkg: string;
  readonly test: string | null;
  readonly output: string;
}

function parseEvent(text: string): GoEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // A line that only begins like an event, or that is cut.
    return null;
  }
  const read = (key: string): string | null => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
    return typeof found === 'string' ? found : null;
  };
  const action = read('Action');
  return action === null
    ? null
    : { action, pkg: read('Package') ?? '', test: read('Test'), output: read('Output') ?? '' };
}

class Reading {
  /** By package and name, those whose package has ended. */
  readonly #done = new Map<string, GoTest>();
  /** By name, those of the package whose output is being read. */
  readonly #open = new Map<string, GoTest>();
  readonly #packages: GoPackage[] = [];
  #current: GoTest | null = null;
  #bench: GoTest | null = null;
  /** What was written outside of any test, the last lines of it. */
  #loose: { index: number; text: string }[] = [];

  get isFull(): boolean {
    return this.#done.size + this.#open.size > MAX_TESTS;
  }

  event({ action, pkg, test, output }: GoEvent, index: number): void {
    if (test === null) {
      if (action === 'output') {
        const end = packageEnd.exec(output.trimEnd());
        if (benchmark.test(output.trimEnd())) this.#bench = this.#entry(output.trimEnd(), index);
        else if (end === null) this.#write(output.trimEnd(), index);
        else this.#endPackage(end, index);
      }
      return;
    }
    const entry = this.#entry(test, index);
    entry.pkg = pkg;
    this.#current = null;
    if (action === 'output') {
      const text = output.trimEnd();
      const said = verdict.exec(text);
      // Go gives what a benchmark prints to the one before it.
      if (benchmark.test(text)) this.#bench = this.#entry(text, index);
      else if (said !== null) {
        this.#entry(said[2] ?? test, index).at = index;
        this.#bench = null;
      } else if (!text.startsWith('=== ')) add(this.#bench ?? entry, text, index);
    } else if (action === 'pass' || action === 'skip' || action === 'fail') {
      entry.verdict = action;
    }
  }

  line(text: string, index: number): void {
    const summary = text.startsWith('=== ') ? summed.exec(text) : null;
    if (summary !== null) {
      this.#summed(summary, index);
      return;
    }
    if (text.startsWith('=== ')) {
      const start = started.exec(text);
      if (start !== null) {
        const name = start[1] === 'PAUSE' ? undefined : start[2];
        this.#current = name === undefined ? null : this.#entry(name, index);
        return;
      }
    }
    const said = text.includes('--- ') ? verdict.exec(text) : null;
    if (said !== null && isVerdict(said)) {
      this.#judged(said, text.slice(0, said.index), index);
      return;
    }
    if (benchmark.test(text)) {
      this.#current = this.#entry(text, index);
      return;
    }
    const end = /^(?:FAIL|ok|\?)\s/.test(text) ? packageEnd.exec(text) : null;
    if (end !== null) this.#endPackage(end, index);
    else if (/^(?:PASS|FAIL|exit status \d{1,3}|DONE \d.*)$/.test(text) || echo.test(text))
      this.#current = null;
    else this.#write(text, index);
  }

  result(): { tests: GoTest[]; packages: GoPackage[] } {
    this.#close('');
    return { tests: [...this.#done.values()], packages: this.#packages };
  }

  #write(text: string, index: number): void {
    const entry = this.#bench ?? this.#current;
    if (entry !== null) add(entry, text, index);
    else if (text.trim() !== '') {
      this.#loose.push({ index, text });
      if (this.#loose.length > 60) this.#loose.shift();
    }
  }

  #judged([, word, name]: RegExpExecArray, before: string, index: number): void {
    const entry = this.#entry(name ?? '', index);
    // What a test prints without an end of line stands in front of its verdict.
    if (before.trim() !== '') add(entry, before, index);
    entry.verdict = word === 'FAIL' ? 'fail' : word === 'SKIP' ? 'skip' : 'pass';
    entry.at = index;
    // Without -v the output of a test stands below its verdict.
    this.#current = entry;
  }

  #entry(name: string, index: number): GoTest {
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const made: GoTest = { name, pkg: '', verdict: 'run', output: [], at: index };
    this.#open.set(name, made);
    return made;
  }

  /** gotestsum repeats each failed test with its output below; its package's path is cut short. */
  #summed([, word, pkg, name]: RegExpExecArray, index: number): void {
    this.#close('');
    this.#current = null;
    if (word !== 'FAIL' || name === undefined || name.startsWith('(')) return;
    const known = [...this.#done.values()].find(
      (one) => one.name === name && (one.pkg === '' || one.pkg === pkg || one.pkg.endsWith(`/${pkg ?? ''}`)),
    );
    if (known !== undefined && (known.verdict === 'pass' || known.output.length > 0)) return;
    const entry = known ?? { name, pkg: pkg ?? '', verdict: 'fail', output: [], at: index };
    this.#done.set(`${entry.pkg}\n${name}`, entry);
    this.#current = entry;
  }

  #endPackage(end: RegExpExecArray, index: number): void {
    const pkg = end[2] ?? '';
    const failed = end[1] !== undefined;
    const isBuild = end[0].endsWith(' failed]');
    if (failed && !isBuild) this.#judgeUnfinished();
    const tests = [...this.#open.values()].filter((one) => one.pkg === '' || one.pkg === pkg);
    const known = failed && [...this.#done.values()].some((one) => one.pkg === pkg && one.verdict === 'fail');
    if (failed && !isBuild && !known && !tests.some((one) => one.verdict === 'fail') && /\s\S/.test(end[0])) {
      const last = tests.at(-1)?.output ?? [];
      const output = this.#loose.length > 0 ? this.#loose : last.slice(-60);
      this.#packages.push({ pkg, output: [...output], at: index });
    }
    this.#close(pkg);
  }

  /** A panic, a time-out or an exit ends the tests that were running without a verdict. */
  #judgeUnfinished(): void {
    const running = [...this.#open.values()].filter((one) => one.verdict === 'run');
    const written = [...running.flatMap(({ output }) => output), ...this.#loose];
    const named = written.flatMap(({ text }) => /^\s*\t?(\S+) \([\d.hms]{1,20}\)$/.exec(text)?.[1] ?? []);
    for (const one of running) {
      const isInnermost = !running.some((other) => other.name.startsWith(`${one.name}/`));
      const isNamed = named.includes(one.name) || (named.length === 0 && isInnermost);
      if (!isNamed || !written.some(({ text }) => /^(?:panic|fatal error): |^FAIL: /.test(text))) continue;
      one.verdict = 'fail';
      if (!one.output.some(({ text }) => text.startsWith('panic: ')))
        for (const line of this.#loose) add(one, line.text, line.index);
    }
  }

  #close(pkg: string): void {
    for (const one of this.#open.values()) {
      if (one.pkg === '') one.pkg = pkg;
      else if (pkg !== '' && one.pkg !== pkg) continue;
      this.#done.set(`${one.pkg}\n${one.name}`, one);
      this.#open.delete(one.name);
    }
    this.#current = null;
    this.#bench = null;
    this.#loose = [];
  }
}

/** gotestsum leaves the time out; then the name must be one of Go's. */
function isVerdict([, , name, time]: RegExpExecArray): boolean {
  return time !== undefined || /^(?:Test|Benchmark|Example|Fuzz)/.test(name ?? '');
}

function add(entry: GoTest, text: string, index: number): void {
  if (entry.output.length < MAX_OUTPUT) entry.output.push({ index, text: text.slice(0, 2_000) });
}
