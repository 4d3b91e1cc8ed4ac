import { expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from '../diagnose';

const job: JobFacts = {
  name: 'build',
  stage: 'build',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 61,
};

async function placesIn(log: string): Promise<string[]> {
  const { findings } = diagnose(job, await readTraceText(log));
  return findings.map(({ tool, file, line }) => `${tool} ${file ?? ''}:${line ?? ''}`);
}

it('tells the findings of every compiler that failed in one build, in the order of the log', async () => {
  const log = [
    "src/till.c:12:5: error: 'total' undeclared (first use in this function)",
    "src/Till.java:3: error: ';' expected",
    '        total = 5',
    '                 ^',
    "src/coin.c:4:1: error: expected ';' before 'return'",
  ].join('\n');
  expect(await placesIn(log)).toEqual(['gcc src/till.c:12', 'javac src/Till.java:3', 'gcc src/coin.c:4']);
});

it('does not mix a linter’s findings into those of a compiler that failed', async () => {
  const log = [
    "till.py:12:1: F401 'coins' imported but unused",
    "src/till.c:12:5: error: 'total' undeclared (first use in this function)",
    'make: *** [Makefile:3: till.o] Error 1',
  ].join('\n');
  expect(await placesIn(log)).toEqual(['gcc src/till.c:12']);
});

it('tells what a compiler warned of where nothing says what failed', async () => {
  const log = [
    "src/till.c:12:5: warning: unused variable 'total' [-Wunused-variable]",
    ...Array.from({ length: 60 }, (_, count) => `coin ${count} is counted`),
    'fatal: the till does not close',
  ].join('\n');
  expect(await placesIn(log)).toEqual(['gcc src/till.c:12']);
});
