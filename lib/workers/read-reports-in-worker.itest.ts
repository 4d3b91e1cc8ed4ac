import { describe, expect, it } from 'vitest';

import { jobReports } from '@/lib/diagnosis/reports/job-reports';
import type { RawReports } from '@/lib/domain/job-reports';

import { readReportsInWorker } from './read-reports-in-worker';

const test = {
  name: 'adds',
  classname: 'till',
  file: 'test/money.test.ts',
  output: 'expected 4 to be 5\n  at test/money.test.ts:12:21',
};
const raw: RawReports = {
  tests: [test],
  codeQuality: Buffer.from(
    '[{"description": "never used", "location": {"path": "src/money.ts", "lines": {"begin": 3}}}]',
  ),
};

describe("a job's reports, read in a worker", () => {
  it('say the same as on the main thread', async () => {
    const found = await readReportsInWorker(raw);
    expect(found).toEqual(jobReports(raw));
    expect([found.tests.length, found.findings.length]).toEqual([1, 1]);
  });

  it('say nothing when they take too long or too much', async () => {
    const hostile = { tests: [], codeQuality: Buffer.from('{}\n'.repeat(2_000_000)) };
    for (const budget of [
      { milliseconds: 1, megabytes: 512 },
      { milliseconds: 30_000, megabytes: 16 },
    ])
      expect(await readReportsInWorker(hostile, budget)).toEqual({ tests: [], findings: [] });
  });

  it('leave the main thread free', async () => {
    const output = 'password= token: secret=a1 auth: key=AKIA https://till:b@ '.repeat(100);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await readReportsInWorker({
      tests: Array.from({ length: 1_000 }, () => ({ ...test, output })),
      codeQuality: null,
    });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(100);
  });
});
