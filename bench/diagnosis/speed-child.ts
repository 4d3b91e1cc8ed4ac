import { AnsiUp } from 'ansi_up';
import { diagnose } from '@/lib/diagnosis/diagnose';
import type { JobFacts } from '@/lib/domain/job-facts';
import type { CleanLog } from '@/lib/log/clean-log';
import { readTrace } from '@/lib/log/read-trace';
import { TraceReader } from '@/lib/log/trace-reader';
import { hostileTraces } from './hostile-traces';
import { makeTrace } from './make-trace';
import { realTrace } from './real-trace';

/** One measurement in a process of its own: `speed-child.ts KIND [FOLDER]` prints it as JSON. */
const megabyte = 1_000_000;
const cap = 16 * 1024 * 1024;
const job: JobFacts = {
  name: 'test',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: null,
};

function read(chunks: Iterable<Uint8Array>): CleanLog {
  const reader = new TraceReader(cap);
  for (const chunk of chunks) reader.push(chunk);
  return reader.finish(false, null);
}

/** Of processor time: what else the machine does is not what is measured. */
function milliseconds(work: () => unknown): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

/** The best of a few. */
function best(times: number, works: readonly (() => unknown)[]): number[] {
  const found = works.map(() => Infinity);
  for (let round = 0; round < times; round += 1) {
    for (const [index, work] of works.entries())
      found[index] = Math.min(found[index] ?? Infinity, milliseconds(work));
  }
  return found;
}

function trace(bytes: number, timestamps: boolean, folder: string | undefined): Iterable<Buffer> {
  return folder === undefined || folder === '' ? makeTrace({ bytes, timestamps }) : realTrace(folder, bytes);
}

function ratios(timestamps: boolean, folder: string | undefined): object {
  const chunks = [...trace(10 * megabyte, timestamps, folder)];
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const text = Buffer.concat(chunks).toString();
  const log = read(chunks);
  const rate = (time: number | undefined) => bytes / 1_000 / (time ?? Infinity);
  const [ansiUp, all, detect] = best(10, [
    () => new AnsiUp().ansi_to_html(text),
    () => diagnose(job, read(chunks)),
    () => diagnose(job, log),
  ]);
  return { ansiUp: rate(ansiUp), all: rate(all), detect: rate(detect) };
}

/** Generates as it reads, so that only what is kept counts; making the trace is timed apart. */
function large(timestamps: boolean): object {
  let bytes = 0;
  const making = milliseconds(() => {
    for (const chunk of trace(100 * megabyte, timestamps, undefined)) bytes += chunk.length;
  });
  let answer = '';
  const time = milliseconds(() => {
    answer = diagnose(job, read(trace(100 * megabyte, timestamps, undefined))).category;
  });
  const peak = process.resourceUsage().maxRSS / 1_024;
  return { rate: bytes / 1_000 / (time - making), peak, answer };
}

/** With redaction: what a worker does. */
async function hostile(name: string): Promise<object> {
  const make = hostileTraces.get(name);
  if (make === undefined) throw new Error(`There is no hostile trace ${name}.`);
  const text = make();
  async function* whole() {
    yield text;
  }
  const from = process.cpuUsage();
  diagnose(job, await readTrace(whole()));
  const { user, system } = process.cpuUsage(from);
  return { seconds: (user + system) / 1_000_000 };
}

async function measure(kind: string, argument: string | undefined): Promise<object> {
  switch (kind) {
    case 'ratios':
      return ratios(false, argument);
    case 'ratios-with-timestamps':
      return ratios(true, undefined);
    case 'large':
      return large(argument === 'timestamps');
    case 'hostile':
      return await hostile(argument ?? '');
    default:
      throw new Error(`There is no measurement ${kind}.`);
  }
}

process.stdout.write(`${JSON.stringify(await measure(process.argv[2] ?? '', process.argv[3]))}\n`);
