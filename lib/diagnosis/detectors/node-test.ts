import type { FailedTest } from '@/lib/domain/failed-test';
import { buildCause, summaryOfTests } from '../causes/build-cause';
import type { Cause, CauseRange, Detector } from '../detector';
import { ownFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { testFindings } from '../causes/test-findings';

const failedHeading = /^(\s*)✖ (.+?)(?: \((\d{1,12}(?:\.\d{1,9})?)ms\))?$/;
const testAt = /^\s*test at (.{1,500}?):(\d{1,7}):(\d{1,5})$/;
const tapFailed = /^(\s*)not ok \d{1,7} - (.+?)(?: # (?:TODO|SKIP).*)?$/;

interface Failed {
  readonly test: FailedTest;
  readonly range: CauseRange;
}

/** `node --test` with its reporters spec and tap. Suites that fail only because of a test in them are not named. */
export const nodeTest: Detector = {
  id: 'node-test',
  keywords: ['✖', 'not ok '],
  detect(view) {
    const failed = [...spec(view), ...tap(view)];
    if (failed.length === 0) return [];
    const tests = failed.map(({ test }) => test);
    return [
      toCause(
        view,
        tests,
        failed.map(({ range }) => range),
      ),
    ];
  },
  examples: [
    {
      log: [
        '✖ adds money (1.3ms)',
        'ℹ tests 3',
        'ℹ fail 1',
        '',
        '✖ failing tests:',
        '',
        'test at test/money.test.js:12:1',
        '✖ adds money (1.3ms)',
        '  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
        '  ',
        '  4 !== 5',
        '  ',
        '      at TestContext.<anonymous> (file:///builds/shop/till/test/money.test.js:13:10)',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      findings: ['test/money.test.js:13'],
    },
    {
      log: [
        'TAP version 13',
        'not ok 1 - adds money',
        '  ---',
        '  duration_ms: 1.3',
        "  location: '/builds/shop/till/test/money.test.js:12:1'",
        "  failureType: 'testCodeFailure'",
        '  error: |-',
        '    Expected values to be strictly equal:',
        '    ',
        '    4 !== 5',
        '    ',
        "  code: 'ERR_ASSERTION'",
        '  stack: |-',
        '    TestContext.<anonymous> (file:///builds/shop/till/test/money.test.js:13:10)',
        '  ...',
        '# tests 1',
        '# fail 1',
      ].join('\n'),
      category: 'test',
      failedTests: ['adds money'],
      findings: ['test/money.test.js:13'],
    },
  ],
  lookAlikes: ['✖ 3 problems (3 errors, 0 warnings)', 'It is not ok 1 - 2 times', '✖ cancelled by the user'],
};

function spec(view: LogView): Failed[] {
  const heading = view
    .linesWith('✖ failing tests:')
    .filter((index) => /^\s*✖ failing tests:$/.test(view.text(index)));
  const last = heading.at(-1);
  if (last === undefined) return [];
  const found: Failed[] = [];
  for (let index = last + 1; index < view.length && found.length < 500; index += 1) {
    const at = testAt.exec(view.text(index));
    if (at === null) continue;
    const title = failedHeading.exec(view.text(index + 1));
    if (title?.[2] === undefined) continue;
    const end = blockEnd(view, index + 2);
    found.push(specFailure(view, { at, name: title[2], from: index + 1, end }));
  }
  return found;
}

function specFailure(
  view: LogView,
  block: { at: RegExpExecArray; name: string; from: number; end: number },
): Failed {
  const { at, name, from, end } = block;
  const file = view.path(at[1] ?? '');
  if (isPath(view.path(name), file)) return fileFailure(view, file, from);
  const frame = ownFrame(view, from + 1, end);
  return {
    test: {
      name,
      file: frame?.file ?? file,
      line: frame?.line ?? Number(at[2]),
      message: messageOf(view, from + 1, end),
    },
    range: { from, to: Math.min(end, from + 7), reason: 'The failing assertion' },
  };
}

/** The name of an assertion's class says nothing that its message does not. */
function withoutClass(message: string): string {
  return message.replace(/^AssertionError(?: \[ERR_ASSERTION\])?: /, '');
}

function blockEnd(view: LogView, from: number): number {
  for (let index = from; index < view.length; index += 1) {
    const text = view.text(index);
    if (testAt.test(text) || (text !== '' && !/^\s/.test(text))) return index - 1;
  }
  return view.length - 1;
}

/** Reporters print a file's own failure under its path, absolute or relative. */
function isPath(name: string, file: string): boolean {
  return name === file || name.endsWith(`/${file}`);
}

interface Message {
  readonly text: string;
  readonly index: number | null;
}

function messageOf(view: LogView, from: number, end: number): string {
  const parts: string[] = [];
  for (let index = from; index <= end && parts.length < 6; index += 1) {
    const text = view.text(index).trim();
    if (/^at \S/.test(text)) break;
    if (text !== '') parts.push(text);
  }
  return withoutClass(parts.join(' ')).slice(0, 500);
}

/** The error that Node printed before the reporter came to the file. */
function loadError(view: LogView, file: string): Message {
  const name = file.split('/').at(-1) ?? file;
  const errors = view.find(/^(?:# )?((?:\w{1,40})?Error(?: \[\w{1,60}\])?: .{1,1000})/, ['Error']);
  const near = errors.find(({ index }) => mentions(view, index, name)) ?? errors[0];
  return near === undefined
    ? { text: 'The file could not be run.', index: null }
    : { text: (near.match[1] ?? '').slice(0, 500), index: near.index };
}

function mentions(view: LogView, index: number, name: string): boolean {
  for (let near = Math.max(0, index - 6); near <= index + 12; near += 1) {
    if (view.text(near).includes(name)) return true;
  }
  return false;
}

function tap(view: LogView): Failed[] {
  const found: Failed[] = [];
  for (const { index, match } of view.find(tapFailed, ['not ok '])) {
    const details = tapDetails(view, index + 1);
    // Without Node's own block it is another producer of TAP.
    if (details === null || details.failureType === 'subtestsFailed' || /# (?:TODO|SKIP)/.test(match[0]))
      continue;
    const frame = ownFrame(view, details.stackFrom ?? details.end, details.end);
    const location = /^(.{1,500}?):(\d{1,7}):(\d{1,5})$/.exec(details.location ?? '');
    const file = location === null ? null : view.path(location[1] ?? '');
    if (file !== null && isPath(view.path(match[2] ?? ''), file)) {
      found.push(fileFailure(view, file, index));
      continue;
    }
    found.push({
      test: {
        name: match[2] ?? '',
        file: frame?.file ?? file,
        line: frame?.line ?? (location === null ? null : Number(location[2])),
        message: details.error.slice(0, 500),
      },
      range: { from: index, to: Math.min(details.errorEnd, index + 11), reason: 'The failing assertion' },
    });
  }
  return found;
}

/** A file that could not be loaded: what Node printed of it is the cause, not the reporter's line. */
function fileFailure(view: LogView, file: string, index: number): Failed {
  const { text, index: at } = loadError(view, file);
  return {
    test: { name: file, file, line: null, message: text },
    range: { from: at ?? index, to: at ?? index, reason: 'This file could not be run' },
  };
}

interface TapDetails {
  readonly location: string | null;
  readonly failureType: string | null;
  readonly error: string;
  readonly errorEnd: number;
  readonly stackFrom: number | null;
  readonly end: number;
}

function tapDetails(view: LogView, from: number): TapDetails | null {
  if (view.text(from).trim() !== '---') return null;
  const values = new Map<string, string>();
  const error: string[] = [];
  let inError = false;
  let errorEnd = from;
  let stackFrom: number | null = null;
  for (let index = from + 1; index < Math.min(view.length, from + 400); index += 1) {
    const text = view.text(index).trim();
    if (text === '...') {
      if (!values.has('failureType')) return null;
      const inline = values.get('error') ?? '';
      return {
        location: values.get('location') ?? null,
        failureType: values.get('failureType') ?? null,
        error: error.length > 0 ? error.join(' ') : inline,
        errorEnd,
        stackFrom,
        end: index,
      };
    }
    const pair =
      /^(location|failureType|error|code|name|stack|expected|actual|operator|exitCode|type|cause): ?(.*)$/.exec(
        text,
      );
    const [, key, raw] = pair ?? [];
    if (key !== undefined && raw !== undefined) {
      inError = key === 'error';
      if (key === 'error') errorEnd = index;
      if (key === 'stack') stackFrom = index;
      if (!values.has(key)) values.set(key, raw.replace(/^'(.*)'$/, '$1').replace(/^"(.*)"$/, '$1'));
    } else if (inError && error.length < 8) {
      errorEnd = index;
      if (text !== '') error.push(text);
    }
  }
  return null;
}

function toCause(view: LogView, tests: readonly FailedTest[], ranges: readonly CauseRange[]): Cause {
  return buildCause({
    tool: 'node-test',
    category: 'test',
    weight: 0.93,
    ranges: ranges.slice(0, 3),
    findings: testFindings('node-test', tests, ranges, view),
    failedTests: tests,
    key: tests.map(({ name, message }) => `${name} ${message}`),
    summary: summaryOfTests('node --test', tests),
  });
}
