import type { FailedTest } from '@/lib/domain/failed-test';
import { placeInStack } from './place-in-stack';
import { scanXml } from './scan-xml';

/** A test that did not pass, as a report has it. */
export interface ReportedTest extends FailedTest {
  /** The class, module, package or file that the test belongs to, as the framework writes it; may be empty. */
  readonly classname: string;
  /** `failure`: an assertion did not hold. `error`: something else broke. */
  readonly kind: 'failure' | 'error';
  /** Where in the report's text it says so. */
  readonly at: number;
}

export interface JunitReport {
  readonly kind: 'report';
  /** Those that did not pass; a test that a framework ran again with success is not among them. */
  readonly tests: readonly ReportedTest[];
  /** All test cases, passed ones too. */
  readonly total: number;
  /** Names of the tests that failed at first and passed when run again. */
  readonly flaky: readonly string[];
  /** Some of it was left out: the report is too long or holds too many failures. */
  readonly isCut: boolean;
}

export interface NoReport {
  readonly kind: 'not-a-report';
  readonly reason: string;
}

const MAX_CHARACTERS = 32 * 1024 * 1024;
const MAX_FAILURES = 5_000;
const MAX_MESSAGE = 500;
const MAX_BODY = 20_000;
/** What frameworks write when they have nothing to say, the message then being in the text. */
const sayNothing =
  /^(?:|fail(?:ed|ure)?|error(?:ed)?|null|undefined|none|test failed|(?:build|runtime) error)\.?$/i;

/**
 * Reads a JUnit XML report in any of its dialects (Surefire, Gradle, pytest, jest-junit, mocha, PHPUnit, Go, Catch2,
 * GoogleTest, RSpec, xcpretty …), also one that is damaged, cut or stands among other text. Entities that the document
 * declares itself are refused, sizes are bounded. It reads nothing but the text it is given.
 */
export function readJunitReport(xml: string): JunitReport | NoReport {
  const isCut = xml.length > MAX_CHARACTERS;
  const reading = new Reading();
  for (const piece of scanXml(isCut ? xml.slice(0, MAX_CHARACTERS) : xml)) {
    if (piece.kind === 'entities')
      return {
        kind: 'not-a-report',
        reason: 'The document declares entities of its own, which are not read.',
      };
    if (piece.kind === 'open') reading.open(piece.name, piece.attributes, piece.at);
    else if (piece.kind === 'close') reading.close(piece.name);
    else reading.text(piece.text);
  }
  if (!reading.isReport) return { kind: 'not-a-report', reason: 'There is no <testsuite> in it.' };
  return { kind: 'report', ...reading.result(), isCut: isCut || reading.isFull };
}

type Attributes = ReadonlyMap<string, string>;

interface Case {
  readonly attributes: Attributes;
  readonly suite: Attributes | undefined;
  readonly results: Result[];
  isFlaky: boolean;
}

interface Result {
  readonly kind: 'failure' | 'error';
  readonly attributes: Attributes;
  readonly at: number;
  text: string;
}

class Reading {
  readonly #suites: Attributes[] = [];
  readonly #tests: ReportedTest[] = [];
  readonly #flaky: string[] = [];
  #case: Case | null = null;
  #result: Result | null = null;
  #total = 0;
  isReport = false;
  isFull = false;

  open(name: string, attributes: Attributes, at: number): void {
    if (name === 'testsuites') this.isReport = true;
    else if (name === 'testsuite') {
      this.isReport = true;
      this.#endCase();
      this.#suites.push(attributes);
    } else if (name === 'testcase' && this.isReport) {
      this.#endCase();
      this.#total += 1;
      this.#case = { attributes, suite: this.#suites.at(-1), results: [], isFlaky: false };
    } else if (name === 'failure' || name === 'error') this.#openResult(name, attributes, at);
    else if (/^flaky(?:Failure|Error)$/.test(name) && this.#case !== null) this.#case.isFlaky = true;
    // Output and what later attempts said are not what the failure itself says.
    else if (this.#result !== null && /^(?:system-(?:out|err)|rerun\w{1,20})$/.test(name))
      this.#result = null;
  }

  text(text: string): void {
    if (this.#result !== null && this.#result.text.length < MAX_BODY)
      this.#result.text += text.slice(0, MAX_BODY);
  }

  close(name: string): void {
    if (name === 'failure' || name === 'error') this.#result = null;
    else if (name === 'testcase') this.#endCase();
    else if (name === 'testsuite') {
      this.#endCase();
      this.#suites.pop();
    }
  }

  result(): { tests: ReportedTest[]; total: number; flaky: string[] } {
    this.#endCase();
    return { tests: this.#tests, total: this.#total, flaky: this.#flaky };
  }

  #openResult(kind: 'failure' | 'error', attributes: Attributes, at: number): void {
    if (this.#case === null) {
      // A suite that broke before its first test: the suite is what failed.
      const suite = this.#suites.at(-1);
      if (suite === undefined) return;
      this.#case = {
        attributes: new Map([['name', suite.get('name') ?? '']]),
        suite,
        results: [],
        isFlaky: false,
      };
    }
    this.#result = { kind, attributes, at, text: '' };
    if (this.#case.results.length < 20) this.#case.results.push(this.#result);
  }

  #endCase(): void {
    const done = this.#case;
    this.#case = null;
    this.#result = null;
    if (done === null) return;
    const name = done.attributes.get('name') ?? '';
    const first = done.results.find(({ kind }) => kind === 'error') ?? done.results[0];
    if (first === undefined) {
      if (done.isFlaky && this.#flaky.length < MAX_FAILURES) this.#flaky.push(name);
      return;
    }
    if (this.#tests.length >= MAX_FAILURES) this.isFull = true;
    else this.#tests.push(reportedTest(name, done, first));
  }
}

function reportedTest(name: string, { attributes, suite }: Case, result: Result): ReportedTest {
  const classname = attributes.get('classname') ?? attributes.get('class') ?? '';
  const file = attributes.get('file') ?? suite?.get('file') ?? suite?.get('filepath') ?? null;
  const said = (result.attributes.get('message') ?? '').trim();
  const place = placeInStack(`${result.text}\n${said}`, [classname, file]);
  return {
    name,
    classname,
    kind: result.kind,
    at: result.at,
    message: messageOf(said, withoutName(result.text, name), result.attributes.get('type') ?? ''),
    ...(place === null || (file !== null && !sameFile(place.file, file))
      ? { file, line: file === null ? null : lineOf(attributes.get('line')) }
      : { file: file ?? place.file, line: place.line }),
  };
}

function sameFile(one: string, other: string): boolean {
  return one === other || one.endsWith(`/${other}`) || other.endsWith(`/${one}`);
}

function lineOf(text: string | undefined): number | null {
  const line = /^\d{1,7}$/.test(text ?? '') ? Number(text) : 0;
  return line > 0 ? line : null;
}

/** The message, or where the report has none, the first lines of the text that are not a stack. */
function messageOf(said: string, body: string, type: string): string {
  if (!sayNothing.test(said)) return joined(said.split('\n', 12));
  const rows = body.split('\n', 200);
  const raised = rows.flatMap((row) => /^E\s{1,80}(\S.*)$/.exec(row)?.[1] ?? []);
  // pytest marks what went wrong, below the code of the test.
  if (raised.length > 0) return joined(raised.slice(0, 3));
  if (/^\s*Traceback \(most recent call last\):$/.test(rows.find((row) => row.trim() !== '') ?? ''))
    return joined(rows.filter((row) => /^[A-Za-z_][\w.]{0,200}(?::|$)/.test(row)).slice(-1));
  const lines = rows
    .slice(0, 40)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const stack = lines.findIndex(
    (line, index) => index > 0 && /^(?:at |# |from |\^|File "|\S+\.php:\d+$)/.test(line),
  );
  const telling = joined(lines.slice(0, stack === -1 ? 6 : Math.min(stack, 6)));
  return telling !== '' ? telling : said !== '' ? said : type.slice(0, MAX_MESSAGE);
}

/** PHPUnit repeats the test above what it says. */
function withoutName(body: string, name: string): string {
  const start = body.trimStart();
  const end = start.indexOf('\n');
  const first = end === -1 ? '' : start.slice(0, end).trim();
  if (name === '' || end === -1) return body;
  if (first === name || first.endsWith(`::${name}`)) return start.slice(end + 1);
  return start.startsWith(name) ? start.slice(name.length) : body;
}

function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .slice(0, MAX_MESSAGE);
}
