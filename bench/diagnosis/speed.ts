import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { root } from '@/scripts/root';
import type { Figure } from './figure';
import { hostileTraces } from './hostile-traces';

const run = promisify(execFile);
const rates = z.object({ ansiUp: z.number(), all: z.number(), detect: z.number() });
const large = z.object({ rate: z.number(), peak: z.number() });
const hostile = z.object({ seconds: z.number() });

/** Each measurement has a process of its own, so that its memory is its own too. */
async function measure<T>(schema: z.ZodType<T>, kind: string, argument = ''): Promise<T> {
  const child = path.join(root, 'bench/diagnosis/speed-child.ts');
  const { stdout } = await run(process.execPath, ['--import', 'tsx', child, kind, argument], {
    cwd: root,
    timeout: 120_000,
  });
  return schema.parse(JSON.parse(stdout));
}

/**
 * How fast a trace is read and diagnosed, against `ansi_up` on the same bytes in the same process, in processor time: redaction
 * is measured apart. `logs` is a folder of real logs; without one the traces are made here. Takes about a minute.
 */
export async function measureSpeed(logs: string | null): Promise<Figure[]> {
  const figures: Figure[] = [];
  const kinds: [string, string, string][] = [
    ['made here', 'ratios', ''],
    ['made here, with times', 'ratios-with-timestamps', ''],
  ];
  if (logs !== null && existsSync(logs)) kinds.push(['real logs', 'ratios', logs]);
  let reference = 0;
  for (const [what, kind, argument] of kinds) {
    const { ansiUp, all, detect } = await measure(rates, kind, argument);
    if (reference === 0) reference = ansiUp;
    figures.push(
      { name: `10 MB, ${what}: ansi_up, MB/s`, value: ansiUp },
      { name: `10 MB, ${what}: detectors alone, MB/s`, value: detect },
      { name: `10 MB, ${what}: cleaned, sections and detectors, MB/s`, value: all },
      { name: `10 MB, ${what}: times ansi_up`, value: all / ansiUp, atLeast: 2 },
    );
  }
  const { rate, peak } = await measure(large, 'large');
  figures.push(
    { name: '100 MB: times ansi_up', value: rate / reference, atLeast: 2 },
    { name: '100 MB: memory, MB', value: peak, atMost: 200 },
  );
  for (const name of hostileTraces.keys()) {
    const { seconds } = await measure(hostile, 'hostile', name);
    figures.push({ name: `10 MB of ${name}, seconds`, value: seconds, atMost: 3.5 });
  }
  return figures;
}
