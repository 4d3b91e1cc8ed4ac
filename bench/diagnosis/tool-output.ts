import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { diagnose } from '@/lib/diagnosis/diagnose';
import { readJunitReport, type ReportedTest } from '@/lib/diagnosis/reports/read-junit-report';
import type { FailedTest } from '@/lib/domain/failed-test';
import { readTraceText } from '@/lib/log/read-trace';

export interface ToolOutputScore {
  /** Files that were read. */
  readonly cases: number;
  /** Failed tests that stand in them. */
  readonly tests: number;
  readonly found: number;
  readonly messagesRight: number;
  readonly recall: number;
  /** Of those named, how many failed. */
  readonly precision: number;
  /** Of those that stand there, how many were found with their message. */
  readonly messageShare: number;
  /** What was not found, and what was named wrongly. */
  readonly misses: readonly string[];
}

interface Expected {
  readonly isIt: (test: FailedTest) => boolean;
  readonly says: (message: string) => boolean;
  readonly label: string;
}

interface Case {
  readonly id: string;
  readonly expected: readonly Expected[];
  readonly got: readonly FailedTest[];
}

/**
 * Reads the outputs and reports of `tool-output` and compares the failed tests with what the tools that the files come
 * from made of them: go-junit-report's and gotestsum's reports, and the annotations and pages of two report readers.
 * A package that could not be built is no failed test.
 */
export async function scoreToolOutput(dataDir: string): Promise<ToolOutputScore> {
  const cases = [
    ...(await goCases(path.join(dataDir, 'go-junit-report/jstemmer+go-junit-report/testdata'))),
    ...(await gotestsumCases(path.join(dataDir, 'go-junit-report/gotestyourself+gotestsum'))),
    ...(await annotatedCases(
      path.join(
        dataDir,
        'junit-fixtures/EnricoMi+publish-unit-test-result-action/python/test/files/junit-xml',
      ),
    )),
    ...(await pageCases(path.join(dataDir, 'junit-fixtures/dorny+test-reporter/__tests__'))),
  ];
  let tests = 0;
  let found = 0;
  let messagesRight = 0;
  let named = 0;
  let namedRight = 0;
  const misses: string[] = [];
  for (const { id, expected, got } of cases) {
    tests += expected.length;
    named += got.length;
    for (const one of expected) {
      const candidates = got.filter((test) => one.isIt(test));
      if (candidates.length > 0) found += 1;
      else misses.push(`${id}: not found: ${one.label}`);
      if (candidates.some(({ message }) => one.says(message))) messagesRight += 1;
      else if (candidates[0] !== undefined) misses.push(`${id}: ${one.label} says: ${candidates[0].message}`);
    }
    for (const test of got) {
      if (expected.some((one) => one.isIt(test))) namedRight += 1;
      else misses.push(`${id}: named wrongly: ${test.name}`);
    }
  }
  return {
    cases: cases.length,
    tests,
    found,
    messagesRight,
    recall: found / Math.max(1, tests),
    precision: namedRight / Math.max(1, named),
    messageShare: messagesRight / Math.max(1, tests),
    misses,
  };
}

async function diagnosed(file: string): Promise<readonly FailedTest[]> {
  const job = {
    name: 'test',
    stage: '',
    failureReason: 'script_failure',
    allowFailure: false,
    duration: null,
  } as const;
  return diagnose(job, await readTraceText(await readFile(file, 'utf8'))).failedTests;
}

/** What a golden report says failed; of a package that broke outside of its tests the whole package. */
function fromReport(golden: readonly ReportedTest[]): Expected[] {
  return golden
    .filter(({ message }) => message !== 'Build error' && !/ failed\]/.test(message))
    .map(({ name, classname, message }) => ({
      label: `${classname} ${name}`,
      isIt: (test) =>
        test.name === name || (/^(?:Failure|TestMain)$/.test(name) && /^\(.+\)$/.test(test.name)),
      // gotestsum and go-junit-report say `Failed` where a test itself said nothing.
      says: (said) => agrees(said, message === 'Failed' ? '' : message),
    }));
}

function tests(xml: string): readonly ReportedTest[] {
  const report = readJunitReport(xml);
  return report.kind === 'report' ? report.tests : [];
}

async function goCases(folder: string): Promise<Case[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{3}-.*\.txt$/.test(file));
  return Promise.all(
    files.sort().map(async (file) => {
      const golden = await readFile(path.join(folder, `${file.slice(0, 3)}-report.xml`), 'utf8');
      // A build error's message is its heading, which the reader passes over for the text below it.
      const built = golden.replace(/<error message="Build error">[^]*?<\/error>/g, '');
      return { id: file, expected: fromReport(tests(built)), got: await diagnosed(path.join(folder, file)) };
    }),
  );
}

async function gotestsumCases(folder: string): Promise<Case[]> {
  const golden = await readFile(
    path.join(folder, 'internal/junitxml/testdata/junitxml-report.golden'),
    'utf8',
  );
  const expected = fromReport(tests(golden));
  const input = path.join(folder, 'testjson/testdata/input/go-test-json.out');
  const formats = [
    'format/standard-verbose.out',
    'format/testname.out',
    'summary/root-test-has-subtest-failures',
  ].map((file) => path.join(folder, 'testjson/testdata', file));
  return Promise.all(
    [input, ...formats].map(async (file) => ({
      id: path.basename(file),
      expected,
      got: await diagnosed(file),
    })),
  );
}

/** Annotations as Python prints them, one title, message and raw text for each failed test. */
async function annotatedCases(folder: string): Promise<Case[]> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.xml') && existsSync(path.join(folder, file.replace(/\.xml$/, '.results.json'))),
  );
  return Promise.all(
    files.sort().map(async (file) => {
      const raw = await readFile(path.join(folder, file.replace(/\.xml$/, '.results.json')), 'utf8');
      const { annotations } = JSON.parse(raw) as {
        annotations: { title: string; raw_details: string | null; message: string }[];
      };
      const expected = annotations.flatMap(({ title, raw_details }) => {
        const match = /^(?:All \d+ runs with )?(.*) (?:failed|with error)(?: \(.*\))?$/.exec(title);
        if (match?.[1] === undefined) return [];
        const [, name] = match;
        return [
          {
            label: name,
            isIt: (test: FailedTest & { classname?: string }) =>
              name === test.name || name === `${test.name} (${test.classname ?? ''})`,
            says: (said: string) => agrees(said, raw_details ?? ''),
          },
        ];
      });
      const named = tests(await readFile(path.join(folder, file), 'utf8')).filter(({ name }) => name !== '');
      return { id: file, expected, got: named };
    }),
  );
}

/** Pages that list each failed test behind a cross, with the first line of its message below. */
async function pageCases(folder: string): Promise<Case[]> {
  const pages = (await readdir(path.join(folder, '__outputs__'))).filter((file) => file.endsWith('.md'));
  const cases: Case[] = [];
  for (const page of pages.sort()) {
    const text = await readFile(path.join(folder, '__outputs__', page), 'utf8');
    for (const part of text.split(/^## /m).slice(1)) {
      const fixture = />(fixtures\/[^<]*\.xml)<\/a>/.exec(part)?.[1];
      if (fixture === undefined || !existsSync(path.join(folder, fixture))) continue;
      const expected = [...part.matchAll(/^ *❌ ([^<\n]+)$(?:\n\t(.*)$)?/gm)].map(
        ([, name = '', said = '']) => ({
          label: name,
          isIt: (test: FailedTest) => test.name === name || test.name.endsWith(name),
          says: (message: string) => agrees(message, said),
        }),
      );
      const xml = await readFile(path.join(folder, fixture), 'utf8');
      // NUnit's own format is another one.
      if (readJunitReport(xml).kind !== 'report') continue;
      const got = tests(xml);
      cases.push({ id: `${page} ${fixture}`, expected, got });
    }
  }
  return cases;
}

/** One holds the other, spaces, Go's places in front of lines and its own rows apart; nothing agrees only with nothing. */
function agrees(said: string, expected: string): boolean {
  const one = plain(said);
  const other = plain(expected);
  return other === '' ? true : one !== '' && (other.includes(one) || one.includes(other));
}

function plain(text: string): string {
  return text
    .replace(/=== (?:RUN|PAUSE|CONT|NAME)\s+\S+|--- FAIL: \S+ \(\S+\)/g, ' ')
    .replace(/\S+\.go:\d+: ?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
