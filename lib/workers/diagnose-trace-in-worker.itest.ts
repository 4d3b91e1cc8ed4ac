import { describe, expect, it } from 'vitest';

import { diagnose } from '@/lib/diagnosis/diagnose';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';

import { diagnoseInWorker, traceReader } from './diagnose-trace-in-worker';

const job: JobFacts = {
  name: 'test',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 12,
};
const secret = ['gl', 'pat-', 'v1z9ycFaH3E4w0w4E3Ha'].join('');
const log = [
  '$ npm run lint',
  `using ${secret}`,
  '/builds/shop/till/src/price.js',
  "  3:7  error  'money' is assigned a value but never used  no-unused-vars",
  '',
  '✖ 1 problem (1 error, 0 warnings)',
  'ERROR: Job failed: exit code 1',
  '',
].join('\n');

async function* inPieces(text: string, size: number): AsyncIterable<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

describe('a log read in a worker', () => {
  it('is diagnosed as on the main thread, whatever the pieces it comes in', async () => {
    const expected = diagnose(job, await readTraceText(log));
    expect(expected.findings).toHaveLength(1);
    for (const size of [1, 7, 100_000]) {
      const found = await traceReader.diagnose({ job, trace: inPieces(log, size) });
      expect(found).toEqual(expected);
      expect(JSON.stringify(found)).not.toContain(secret.slice(8));
    }
  });

  it('leaves out exact values', async () => {
    const found = await traceReader.diagnose({ job, trace: inPieces(log, 50), mask: ['money'] });
    expect(JSON.stringify(found)).not.toContain('money');
  });

  it('is given up, and nothing of it shown, when its time is over', async () => {
    const long = log.repeat(3_000);
    const found = await diagnoseInWorker(
      { job, trace: inPieces(long, 65_536) },
      { milliseconds: 1, millisecondsPerMegabyte: 0, megabytes: 256 },
    );
    expect(found).toMatchObject({ verdict: 'unknown', evidence: [], findings: [], trace: 'too-costly' });
    expect(found.summary).toContain('could not be read safely in time');
  });

  it('does not count the time that the log takes to arrive', async () => {
    async function* slow() {
      for await (const piece of inPieces(log, 200)) {
        await new Promise((resolve) => setTimeout(resolve, 2_500));
        yield piece;
      }
    }
    const found = await diagnoseInWorker(
      { job, trace: slow() },
      { milliseconds: 4_000, millisecondsPerMegabyte: 0, megabytes: 256 },
    );
    expect(found.trace).toBe('whole');
  });

  it('passes on what the stream throws', async () => {
    async function* broken() {
      yield new TextEncoder().encode('first\n');
      throw new Error('the connection was reset');
    }
    await expect(traceReader.diagnose({ job, trace: broken() })).rejects.toThrow('the connection was reset');
  });

  it('leaves the main thread free', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await traceReader.diagnose({
      job,
      trace: inPieces(`password=${secret} token `.repeat(200_000), 65_536),
    });
    clearInterval(ticking);
    // Read here, it would have been one turn a piece at the most; there are 100.
    expect(turns).toBeGreaterThan(150);
  });

  it('reads several at once', async () => {
    const found = await Promise.all(
      Array.from({ length: 6 }, () => traceReader.diagnose({ job, trace: inPieces(log, 300) })),
    );
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });
});
