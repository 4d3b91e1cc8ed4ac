import type { LogView } from '../view/log-view';

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
const MAX_TESTS = 5_000;
const MAX_LOOSE = 120;
const panic = /^(?:panic|fatal error): /;
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

/** Of these one stands in each line that the test runner prints; all others are written by what it runs. */
export const goTestTexts = [
  '"Action"',
  '=== ',
  '--- PASS: ',
  '--- SKIP: ',
  '--- BENCH: ',
  '--- FAIL: ',
  'Benchmark',
  'FAIL',
  'PASS',
  'SKIP',
  'EMPTY ',
  'DONE ',
  'ok ',
  'ok\t',
  '? ',
  '?\t',
  'exit status ',
  'panic: ',
  'fatal error: ',
];

/**
 * Reads what `go test` prints, plain, with `-v` or `-json`, and what gotestsum makes of it. A test of a package that was
 * run again has the verdict of its last run. Tests of a package that ended in a panic before their verdict have failed.
 */
export function readGoTests(view: LogView): { tests: GoTest[]; packages: GoPackage[] } {
  const reading = new Reading();
  let after = 0;
  for (const index of view.linesWithAny(goTestTexts)) {
    if (reading.isFull) break;
    reading.written(view, after, index);
    after = index + 1;
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
  if (!reading.isFull) reading.written(view, after, view.length);
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
  /** By package, and then by name, those of packages that are being tested; plain output names the package at its end. */
  readonly #open = new Map<string, Map<string, GoTest>>();
  readonly #packages: GoPackage[] = [];
  #count = 0;
  #current: GoTest | null = null;
  #bench: GoTest | null = null;
  /** What was written outside of any test, the last lines of it. */
  #loose: { index: number; text: string }[] = [];

  get isFull(): boolean {
    return this.#count > MAX_TESTS;
  }

  event({ action, pkg, test, output }: GoEvent, index: number): void {
    const text = output.trimEnd();
    if (test === null) {
      if (action !== 'output') return;
      const end = packageEnd.exec(text);
      if (benchmark.test(text)) this.#bench = this.#entry(pkg, text, index);
      else if (end !== null) this.#endPackage(end, index);
      else this.#write(text, index);
      return;
    }
    const entry = this.#entry(pkg, test, index);
    this.#current = null;
    if (action === 'pass' || action === 'skip' || action === 'fail') entry.verdict = action;
    if (action !== 'output') return;
    const said = verdict.exec(text);
    // Go gives what a benchmark prints to the one before it.
    if (benchmark.test(text)) this.#bench = this.#entry(pkg, text, index);
    else if (said !== null) {
      const judged = this.#entry(pkg, said[2] ?? test, index);
      judged.at = index;
      if (judged.verdict === 'run') judged.verdict = verdictOf(said[1]);
      this.#bench = null;
    } else if (!text.startsWith('=== ')) add(this.#bench ?? entry, text, index);
  }

  /** Lines from `from` on and before `to` that are not the runner's: only so many of them are kept, and read. */
  written(view: LogView, from: number, to: number): void {
    const entry = this.#bench ?? this.#current;
    if (entry !== null) {
      for (let index = from; index < to && entry.output.length < MAX_OUTPUT; index += 1)
        add(entry, view.text(index), index);
      return;
    }
    if (panic.test(this.#loose[0]?.text ?? '')) {
      for (let index = from; index < to && this.#loose.length < MAX_LOOSE; index += 1)
        this.#write(view.text(index), index);
      return;
    }
    let start = to;
    for (let said = 0; start > from && said < MAX_LOOSE; start -= 1)
      if (view.text(start - 1).trim() !== '') said += 1;
    for (let index = start; index < to; index += 1) this.#write(view.text(index), index);
  }

  line(text: string, index: number): void {
    if (text.startsWith('=== ') && this.#heading(text, index)) return;
    const said = text.includes('--- ') ? verdict.exec(text) : null;
    if (said !== null && isVerdict(said)) {
      this.#judged(said, text.slice(0, said.index), index);
      return;
    }
    if (benchmark.test(text)) {
      this.#current = this.#entry('', text, index);
      return;
    }
    const end = /^(?:FAIL|ok|\?)\s/.test(text) ? packageEnd.exec(text) : null;
    if (end !== null) this.#endPackage(end, index);
    else if (/^(?:PASS|FAIL|exit status \d{1,3}|DONE \d.*)$/.test(text) || echo.test(text))
      this.#current = null;
    else this.#write(text, index);
  }

  result(): { tests: GoTest[]; packages: GoPackage[] } {
    for (const pkg of [...this.#open.keys()]) this.#close(pkg, pkg);
    return { tests: [...this.#done.values()], packages: this.#packages };
  }

  #heading(text: string, index: number): boolean {
    const summary = summed.exec(text);
    if (summary !== null) {
      this.#summed(summary, index);
      return true;
    }
    const start = started.exec(text);
    if (start === null) return false;
    const name = start[1] === 'PAUSE' ? undefined : start[2];
    this.#current = name === undefined ? null : this.#entry('', name, index);
    return true;
  }

  #write(text: string, index: number): void {
    const entry = this.#bench ?? this.#current;
    if (entry !== null) add(entry, text, index);
    else if (text.trim() !== '') {
      // What stands behind a panic are stacks; before one, the last words count.
      const hasPanic = panic.test(this.#loose[0]?.text ?? '');
      if (!hasPanic && panic.test(text)) this.#loose = [];
      if (!hasPanic && this.#loose.length >= MAX_LOOSE) this.#loose.shift();
      if (this.#loose.length < MAX_LOOSE) this.#loose.push({ index, text });
    }
  }

  #judged([, word, name]: RegExpExecArray, before: string, index: number): void {
    const entry = this.#entry('', name ?? '', index);
    // What a test prints without an end of line stands in front of its verdict.
    if (before.trim() !== '') add(entry, before, index);
    entry.verdict = verdictOf(word);
    entry.at = index;
    // Without -v the output of a test stands below its verdict.
    this.#current = entry;
  }

  #entry(pkg: string, name: string, index: number): GoTest {
    const tests = this.#open.get(pkg) ?? new Map<string, GoTest>();
    this.#open.set(pkg, tests);
    const known = tests.get(name);
    if (known !== undefined) return known;
    const made: GoTest = { name, pkg, verdict: 'run', output: [], at: index };
    this.#count += 1;
    tests.set(name, made);
    return made;
  }

  /** gotestsum repeats each failed test with its output below; its package's path is cut short there. */
  #summed([, word, pkg = '', name]: RegExpExecArray, index: number): void {
    for (const open of [...this.#open.keys()]) this.#close(open, open);
    this.#current = null;
    this.#loose = [];
    if (word !== 'FAIL' || name === undefined || name.startsWith('(') || this.isFull) return;
    const isKnown = [...this.#done.values()].some(
      (one) => one.name === name && (one.pkg === '' || one.pkg === pkg || one.pkg.endsWith(`/${pkg}`)),
    );
    if (isKnown) return;
    this.#count += 1;
    this.#current = { name, pkg, verdict: 'fail', output: [], at: index };
    this.#done.set(`${pkg}\n${name}`, this.#current);
  }

  #endPackage(end: RegExpExecArray, index: number): void {
    const pkg = end[2] ?? '';
    if (end[1] !== undefined && !end[0].endsWith(' failed]')) this.#failPackage(pkg, end[0], index);
    this.#close('', pkg);
    this.#close(pkg, pkg);
    this.#current = null;
    this.#bench = null;
    this.#loose = [];
  }

  #failPackage(pkg: string, row: string, index: number): void {
    for (const { name, at } of timedOut(this.#loose)) this.#entry('', name, at);
    const tests = [
      ...(this.#open.get('')?.values() ?? []),
      ...(pkg === '' ? [] : (this.#open.get(pkg)?.values() ?? [])),
    ];
    this.#judgeUnfinished(tests);
    const hasFailed =
      tests.some((one) => one.verdict === 'fail') ||
      (tests.length === 0 &&
        [...this.#done.values()].some((one) => one.pkg === pkg && one.verdict === 'fail'));
    // gotestsum's brief forms print the package alone.
    if (hasFailed || !/\s[\d.]{1,12}s/.test(row) || this.#packages.length >= 500) return;
    const output = this.#loose.length > 0 ? this.#loose : (tests.at(-1)?.output.slice(-60) ?? []);
    this.#packages.push({ pkg, output: [...output], at: index });
  }

  /** A panic, a time-out or an exit ends the tests that were running without a verdict. */
  #judgeUnfinished(tests: readonly GoTest[]): void {
    const running = tests.filter(({ verdict: said }) => said === 'run');
    const written = [...running.flatMap(({ output }) => output), ...this.#loose];
    if (!written.some(({ text }) => panic.test(text))) return;
    const named = new Set(
      written.flatMap(({ text }) => /^\s{0,20}(\S{1,400}) \([\d.hms]{1,20}\)$/.exec(text)?.[1] ?? []),
    );
    const holders = namesThatHold(running);
    for (const one of running) {
      if (named.size > 0 ? !named.has(one.name) : holders.has(one.name)) continue;
      one.verdict = 'fail';
      if (one.output.some(({ text }) => panic.test(text))) continue;
      for (const line of this.#loose) add(one, line.text, line.index);
    }
  }

  #close(open: string, pkg: string): void {
    for (const one of this.#open.get(open)?.values() ?? []) {
      one.pkg = pkg;
      this.#done.set(`${pkg}\n${one.name}`, one);
    }
    this.#open.delete(open);
  }
}

/** The names of the tests that others of them stand in: `TestTill` of `TestTill/opens`. */
export function namesThatHold(tests: readonly GoTest[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { name } of tests) {
    for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
      const holder = name.slice(0, at);
      if (found.has(holder)) break;
      found.add(holder);
    }
  }
  return found;
}

/** Without -v the tests that ran are named by the panic alone that ends them, before Go 1.20 only in its stacks. */
function timedOut(loose: readonly { index: number; text: string }[]): { name: string; at: number }[] {
  if (!panic.test(loose[0]?.text ?? '')) return [];
  const named = loose.flatMap(({ text, index }) => {
    const name = /^\s{1,8}((?:Test|Example|Fuzz|Benchmark)\S{0,400}) \([\d.hms]{1,20}\)$/.exec(text)?.[1];
    return name === undefined ? [] : [{ name, at: index }];
  });
  if (named.length > 0) return named;
  return loose.flatMap(({ text, index }) => {
    const name = /^[\w./-]{1,300}\.((?:Test|Example|Fuzz)(?!Main\b)\w{0,200})(?:\.func\d{1,4})?\(/.exec(
      text,
    )?.[1];
    return name === undefined ? [] : [{ name, at: index }];
  });
}

function verdictOf(word: string | undefined): GoTest['verdict'] {
  return word === 'FAIL' ? 'fail' : word === 'SKIP' ? 'skip' : 'pass';
}

/** gotestsum leaves the time out; then the name must be one of Go's. */
function isVerdict([, , name, time]: RegExpExecArray): boolean {
  return time !== undefined || /^(?:Test|Benchmark|Example|Fuzz)/.test(name ?? '');
}

function add(entry: GoTest, text: string, index: number): void {
  if (entry.output.length < MAX_OUTPUT) entry.output.push({ index, text: text.slice(0, 2_000) });
}
