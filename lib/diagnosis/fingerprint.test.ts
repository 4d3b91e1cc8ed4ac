import { describe, expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from './diagnose';

const job: JobFacts = {
  name: 'test',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 9,
};

async function fingerprintOf(log: string): Promise<string> {
  return diagnose(job, await readTraceText(log)).fingerprint;
}

interface Volatile {
  readonly time: string;
  readonly temp: string;
  readonly took: string;
  readonly padding: number;
  readonly port: number;
  readonly folder: string;
}
const runs: readonly Volatile[] = [
  {
    time: '2026-01-31T12:00:00.123Z',
    temp: '/tmp/run-a81xk2/',
    took: '1.31ms',
    padding: 0,
    port: 41233,
    folder: '/builds/shop/till',
  },
  {
    time: '2026-03-02T01:59:59.001Z',
    temp: '/tmp/run-99zzq1/',
    took: '0.9ms',
    padding: 7,
    port: 50111,
    folder: '/builds/other/till',
  },
];

type Log = (run: Volatile) => string;
const head = (run: Volatile) =>
  `${'Downloading…\n'.repeat(run.padding)}Initialized empty Git repository in ${run.folder}/.git/\n$ npm test\n`;

const eslintLog =
  (message: string, rule: string): Log =>
  (run) =>
    `${head(run)}${run.folder}/src/till.js\n  ${12 + run.padding}:5  error  ${message}  ${rule}\n\n✖ 1 problem (1 error, 0 warnings)\n`;
const nodeLog =
  (name: string, message: string): Log =>
  (run) =>
    `${head(run)}✖ failing tests:\n\ntest at test/till.test.js:${3 + run.padding}:1\n✖ ${name} (${run.took})\n  AssertionError [ERR_ASSERTION]: ${message}\n      at TestContext.<anonymous> (file://${run.folder}/test/till.test.js:${4 + run.padding}:9)\n`;
const unknownLog =
  (message: string): Log =>
  (run) =>
    `${head(run)}${run.time} Error: ${message} in ${run.temp}x at localhost:${run.port} after ${run.took}\n`;

const causes: readonly (readonly [string, Log])[] = [
  ['an unused variable', eslintLog("'a' is defined but never used", 'no-unused-vars')],
  ['another unused variable', eslintLog("'b' is defined but never used", 'no-unused-vars')],
  ['a loose comparison', eslintLog("Expected '===' and instead saw '=='", 'eqeqeq')],
  ['a failing test', nodeLog('adds money', 'Expected values to be strictly equal: 4 !== 5')],
  ['another failing test', nodeLog('takes money', 'Expected values to be strictly equal: 4 !== 5')],
  ['the same test failing otherwise', nodeLog('adds money', 'The till is closed')],
  [
    'a type error',
    (run) =>
      `${head(run)}src/till.ts(${12 + run.padding},7): error TS2322: Type 'string' is not assignable to type 'number'.`,
  ],
  [
    'another type error',
    (run) => `${head(run)}src/till.ts(${12 + run.padding},7): error TS2551: Property 'emial' does not exist.`,
  ],
  ['a message of no tool we know', unknownLog('the till is on fire')],
  ['another message', unknownLog('the till is under water')],
  [
    'a missing lockfile entry',
    (run) =>
      `${head(run)}npm error code EUSAGE\nnpm error\nnpm error \`npm ci\` can only install packages when your package.json and package-lock.json are in sync.\nnpm error\nnpm error Missing: right@1.0.0 from lock file\n`,
  ],
  ['a host that does not answer', (run) => `${head(run)}curl: (6) Could not resolve host: till.example\n`],
  [
    'a missing command',
    (run) => `${head(run)}/usr/bin/bash: line ${100 + run.padding}: terraform: command not found\n`,
  ],
];

describe('the fingerprint of a diagnosis', () => {
  it.each(causes)('stays the same from run to run for %s', async (_name, log) => {
    const [first, second] = await Promise.all(runs.map((run) => fingerprintOf(log(run))));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toBe(first);
  });

  it('differs from cause to cause', async () => {
    const run = runs[0];
    if (run === undefined) throw new Error('no run');
    const all = await Promise.all(causes.map(([, log]) => fingerprintOf(log(run))));
    expect(new Set(all).size).toBe(causes.length);
  });
});
