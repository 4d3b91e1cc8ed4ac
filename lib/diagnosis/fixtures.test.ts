import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from './diagnose';
import { expectedDiagnosis, seenOf } from './testing/expected-diagnosis';

// Logs of real tools that ran on projects of our own (`npm run fixtures`), and logs that were once diagnosed wrongly
// (`npm run fixture`), each with what must be said about it.
const folder = fileURLToPath(new URL('./fixtures/', import.meta.url));
const job: JobFacts = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 9,
};

it.each(readdirSync(folder))('says what is right about %s', async (name) => {
  const expected = expectedDiagnosis.parse(
    JSON.parse(readFileSync(`${folder}${name}/expected.json`, 'utf8')),
  );
  const found = diagnose(job, await readTraceText(readFileSync(`${folder}${name}/trace.txt`, 'utf8')));
  expect(seenOf(found, expected)).toEqual(expected);
  expect(found.evidence.length).toBeGreaterThan(0);
});
