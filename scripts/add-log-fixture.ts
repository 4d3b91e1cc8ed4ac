import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diagnose } from '@/lib/diagnosis/diagnose';
import {
  type ExpectedDiagnosis,
  expectedDiagnosis,
  seenOf,
} from '@/lib/diagnosis/testing/expected-diagnosis';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { readTraceText } from '@/lib/log/read-trace';
import { redact } from '@/lib/log/redact/redact';
import { shrinkLog } from './log-fixtures/shrink-log';
import { root } from './root';

const usage = `Keeps a log that was diagnosed wrongly, so that it is diagnosed rightly from then on.

  npm run fixtures:add -- FILE|- --name NAME --category CATEGORY [--verdict VERDICT] [--line N] [--says WORDS]
                          [--tool TOOL] [--place FILE:LINE:COLUMN]... [--failed-test NAME]... [--dependency NAME]

The options say what is right; --line is the line of FILE that says the cause. The log is redacted and loses every line
that has no part in the wrong answer. Look at it before you commit it: names of people and projects stay, and a log of
somebody else's project needs their consent.
`;

interface Wanted {
  readonly file: string;
  readonly name: string;
  readonly expected: ExpectedDiagnosis;
}

/** What stays in any case: the frame that makes it the log of a job. */
const frame = /section_(?:start|end):|\u001b\[32;1m\$ |ERROR: Job failed|Running with gitlab-runner/;
const job = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: null,
} as const;

async function main(): Promise<number> {
  const wanted = wantedOf(process.argv.slice(2));
  if (wanted === null) {
    process.stderr.write(usage);
    return 2;
  }
  const { name, expected } = wanted;
  const lines = redact(await textOf(wanted.file)).split('\n');
  const line = expected.line;
  if (line !== undefined && line > lines.length) {
    process.stderr.write(`The log has ${lines.length} lines; there is no line ${line}.\n`);
    return 2;
  }
  const before = await diagnosisOf(lines);
  const kept = await shrinkLog(
    lines.length,
    (index) => index + 1 === line || frame.test(lines[index] ?? ''),
    async (rest) => isSame(await diagnosisOf(rest.map((index) => lines[index] ?? '')), before),
  );
  const trace = kept.map((index) => lines[index] ?? '');
  const moved = line === undefined ? expected : { ...expected, line: kept.indexOf(line - 1) + 1 };
  const folder = path.join(root, 'lib/diagnosis/fixtures', name);
  await mkdir(folder);
  await writeFile(path.join(folder, 'trace.txt'), trace.join('\n'));
  await writeFile(path.join(folder, 'expected.json'), `${JSON.stringify(moved, null, 2)}\n`);
  const isRight = JSON.stringify(seenOf(await diagnosisOf(trace), moved)) === JSON.stringify(moved);
  process.stdout.write(
    `Kept ${trace.length} of ${lines.length} lines in lib/diagnosis/fixtures/${name}.\n` +
      `It says now: ${before.category}, ${before.summary}\n` +
      (isRight
        ? 'That is what you expect already; the fixture keeps it so.\n'
        : 'That is not what you expect: `npx vitest run lib/diagnosis/fixtures.test.ts` fails until it is.\n'),
  );
  return 0;
}

function wantedOf(args: readonly string[]): Wanted | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      category: { type: 'string' },
      verdict: { type: 'string' },
      line: { type: 'string' },
      says: { type: 'string' },
      tool: { type: 'string' },
      place: { type: 'string', multiple: true },
      'failed-test': { type: 'string', multiple: true },
      dependency: { type: 'string' },
    },
  });
  const { name, place, line, 'failed-test': failedTests, ...said } = values;
  const expected = expectedDiagnosis.safeParse({
    ...said,
    ...(place === undefined ? {} : { places: place }),
    ...(failedTests === undefined ? {} : { failedTests }),
    ...(line === undefined ? {} : { line: Number(line) }),
  });
  const [file] = positionals;
  const isComplete =
    file !== undefined && positionals.length === 1 && /^[a-z0-9][a-z0-9-]{1,60}$/.test(name ?? '');
  if (!isComplete || name === undefined || !expected.success) {
    if (!expected.success)
      for (const { path: at, message } of expected.error.issues)
        process.stderr.write(`--${at.join('.')}: ${message}\n`);
    return null;
  }
  return { file, name, expected: expected.data };
}

async function textOf(file: string): Promise<string> {
  const parts: Buffer[] = [];
  const stream = file === '-' ? process.stdin : createReadStream(file);
  for await (const part of stream) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts).toString('utf8');
}

async function diagnosisOf(lines: readonly string[]): Promise<Diagnosis> {
  return diagnose(job, await readTraceText(lines.join('\n')));
}

/** The same answer for the same reason: line numbers may have moved. */
function isSame(one: Diagnosis, other: Diagnosis): boolean {
  return (
    one.category === other.category &&
    one.fingerprint === other.fingerprint &&
    one.summary === other.summary &&
    one.failedTests.length === other.failedTests.length &&
    one.evidence[0]?.lines.join('\n') === other.evidence[0]?.lines.join('\n')
  );
}

process.exitCode = await main();
