import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from './diagnose';

// Logs that `scripts/remake-log-fixtures.ts` made by running the real tools on projects of our own.
const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const job: JobFacts = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 9,
};

interface Expected {
  readonly category: string;
  readonly tool: string | null;
  readonly places: readonly string[];
  readonly failedTests?: readonly string[];
  readonly dependency?: string;
  readonly says: string;
}

const adds = 'adds money';
const holds = 'holds money';
const expected: Readonly<Record<string, Expected>> = {
  eslint: {
    category: 'lint',
    tool: 'eslint',
    places: ['src/till.js:1:1', 'src/till.js:2:11', 'src/till.js:3:3'],
    says: 'no-var, eqeqeq',
  },
  'eslint-json': {
    category: 'lint',
    tool: 'eslint',
    places: ['src/till.js:1:1', 'src/till.js:2:11', 'src/till.js:3:3'],
    says: 'no-var, eqeqeq',
  },
  'eslint-without-configuration': {
    category: 'configuration',
    tool: null,
    places: [],
    says: 'eslint.config',
  },
  prettier: {
    category: 'format',
    tool: 'prettier',
    places: ['src/money.js', 'src/till.js'],
    says: '2 files',
  },
  'prettier-cannot-parse': {
    category: 'build',
    tool: 'prettier',
    places: ['src/till.ts:1:19'],
    says: 'src/till.ts:1',
  },
  typescript: {
    category: 'type-check',
    tool: 'tsc',
    places: ['src/till.ts:3:7', 'src/till.ts:4:27'],
    says: 'TS2322, TS2551',
  },
  'typescript-pretty': {
    category: 'type-check',
    tool: 'tsc',
    places: ['src/till.ts:3:7', 'src/till.ts:4:27'],
    says: 'TS2322, TS2551',
  },
  'node-test-spec': {
    category: 'test',
    tool: 'node-test',
    places: ['test/till.test.js:5', 'test/till.test.js:10'],
    failedTests: [adds, holds],
    says: '4 !== 5',
  },
  'node-test-tap': {
    category: 'test',
    tool: 'node-test',
    places: ['test/till.test.js:5', 'test/till.test.js:10'],
    failedTests: [adds, holds],
    says: '4 !== 5',
  },
  'node-test-cannot-load': {
    category: 'test',
    tool: 'node-test',
    places: ['test/till.test.js'],
    failedTests: ['test/till.test.js'],
    says: 'src/gone.js',
  },
  'node-cannot-find-module': {
    category: 'dependency',
    tool: null,
    places: [],
    dependency: 'coins-that-nobody-has',
    says: 'coins-that-nobody-has',
  },
  vitest: {
    category: 'test',
    tool: 'vitest',
    places: ['test/till.test.js:5'],
    failedTests: [`till > ${adds}`],
    says: 'expected 4 to be 5',
  },
  'npm-ci-out-of-step': {
    category: 'dependency',
    tool: null,
    places: [],
    dependency: 'coins',
    says: 'package-lock.json',
  },
  'npm-ci-without-lockfile': { category: 'dependency', tool: null, places: [], says: 'none' },
  'npm-missing-script': { category: 'configuration', tool: null, places: [], says: '"lint"' },
  'missing-command': { category: 'configuration', tool: null, places: [], says: 'count-the-coins' },
  'permission-denied': { category: 'permission', tool: null, places: [], says: './till.sh' },
};

it('has an expectation for each log', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(expected).sort());
});

it.each(Object.entries(expected))('reads what the real tool prints: %s', async (name, want) => {
  const found = diagnose(job, await readTraceText(readFileSync(`${folder}${name}/trace.txt`, 'utf8')));
  expect(found.category).toBe(want.category);
  expect([...new Set(found.findings.map(({ tool }) => tool))]).toEqual(want.tool === null ? [] : [want.tool]);
  expect(
    found.findings.map(({ file, line, column }) =>
      [file, line, column].filter((part) => part !== null).join(':'),
    ),
  ).toEqual(want.places);
  expect(found.failedTests.map(({ name: test }) => test)).toEqual(want.failedTests ?? []);
  expect(found.dependency?.name).toBe(want.dependency);
  expect(found.summary).toContain(want.says);
  expect(found.evidence.length).toBeGreaterThan(0);
});
