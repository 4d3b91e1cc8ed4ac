import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { createRedactor } from '@/lib/log/redact/create-redactor';
import { secretKeywords } from '@/lib/log/redact/find-secrets';
import { traceReader } from '@/lib/workers/diagnose-trace-in-worker';

export interface RedactionSpeed {
  readonly megabytes: number;
  /** Of the redactor, in its best of five runs. */
  readonly megabytesPerSecond: number;
  /** Of `rg -F -i -c` with the same keywords, its start included, in its best of five; null where there is no ripgrep. */
  readonly ripgrepMegabytesPerSecond: number | null;
  readonly ratio: number | null;
  readonly hostile: HostileLog;
}

export interface HostileLog {
  readonly megabytes: number;
  readonly seconds: number;
  /** How late the main thread's turns came while a worker read it: 99 of 100 were sooner. */
  readonly loopDelayMilliseconds: number;
  /** `whole` or `cut` when it was read in time, else `too-costly`. */
  readonly trace: string;
}

const RUNS = 5;

/** How fast the redactor is beside ripgrep in the same run, and what a log made to be slow costs. */
export async function measureRedactionSpeed(megabytes = 10): Promise<RedactionSpeed> {
  const lines = ordinaryLines(megabytes);
  const size = lines.reduce((sum, line) => sum + line.length + 1, 0) / 1e6;
  const own = bestOf(() => {
    const redactLine = createRedactor();
    for (const line of lines) redactLine(line);
  });
  const ripgrep = await timeRipgrep(lines.join('\n'));
  return {
    megabytes: size,
    megabytesPerSecond: size / own,
    ripgrepMegabytesPerSecond: ripgrep === null ? null : size / ripgrep,
    ratio: ripgrep === null ? null : ripgrep / own,
    hostile: await measureHostileLog(megabytes),
  };
}

async function measureHostileLog(megabytes: number): Promise<HostileLog> {
  const text = hostileText(megabytes * 1e6);
  const bytes = new TextEncoder().encode(text);
  async function* chunks() {
    for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
  }
  const job = {
    name: 'hostile',
    stage: 'test',
    failureReason: 'script_failure' as const,
    allowFailure: false,
    duration: 1,
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const { trace } = await traceReader.diagnose({ job, trace: chunks() });
  const seconds = (performance.now() - start) / 1_000;
  delay.disable();
  return { megabytes: bytes.length / 1e6, seconds, loopDelayMilliseconds: delay.percentile(99) / 1e6, trace };
}

/** Every line is full of what secrets are told by, and none holds one. */
function hostileText(size: number): string {
  const lines: string[] = [];
  for (let length = 0, at = 0; length < size; at += 1) {
    let line = '';
    while (line.length < 160) {
      line += `${secretKeywords[(at * 7 + line.length) % secretKeywords.length] ?? ''} `;
      at += 1;
    }
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}

/** What a job prints on most of its lines: steps, paths, packages, tests, with a secret now and then. */
function ordinaryLines(megabytes: number): string[] {
  const kinds = [
    (n: number) =>
      `[${n}/9000] Compiling till/src/drawer_${n % 900}.rs (target/debug/deps/libtill-${n}.rlib)`,
    (n: number) => `  ✓ src/coins/count-${n % 400}.test.ts > counts the coins of drawer ${n} (${n % 97} ms)`,
    (n: number) =>
      `npm http fetch GET 200 https://registry.example/till-part-${n % 700} ${n % 1_000}ms (cache hit)`,
    (n: number) =>
      `[INFO] Downloading from central: https://repo.example/maven2/shop/till/${n % 60}.${n % 9}/till.pom`,
    (n: number) => `2026-03-01 10:${n % 60}:00,${n % 1_000} DEBUG shop.till.Money - rounding ${n}.05 to ${n}`,
    (n: number) => `warning: unused variable: \`coin_${n}\` --> src/drawer.rs:${n % 300}:${n % 80}`,
    (n: number) => `Step ${n % 40}/40 : RUN make -C /builds/shop/till all install DESTDIR=/tmp/till-${n}`,
    (n: number) =>
      n % 50 === 0
        ? `export TILL_TOKEN=v1z9ycFaH3E4w0${n}`
        : `    at Till.open (/builds/shop/till/src/till.js:${n % 500}:${n % 90})`,
  ];
  const lines: string[] = [];
  for (let size = 0, n = 0; size < megabytes * 1e6; n += 1) {
    const line = kinds[n % kinds.length]?.(n) ?? '';
    lines.push(line);
    size += line.length + 1;
  }
  return lines;
}

async function timeRipgrep(text: string): Promise<number | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'pipemend-redaction-'));
  try {
    const log = path.join(folder, 'job.log');
    const keywords = path.join(folder, 'keywords');
    await writeFile(log, text);
    await writeFile(keywords, `${secretKeywords.join('\n')}\n`);
    const run = () => spawnSync('rg', ['-F', '-i', '-c', '-f', keywords, log], { stdio: 'ignore' });
    if (run().error !== undefined) return null;
    return bestOf(run);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Seconds. */
function bestOf(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    work();
    best = Math.min(best, performance.now() - start);
  }
  return best / 1_000;
}
