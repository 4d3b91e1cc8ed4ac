import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { diagnoseStream } from './diagnose-stream';
import { diagnosisJson } from './diagnosis-json';

/** A line of the list of cases that says no case; its message is for the user. */
class UnreadableCase extends Error {
  readonly code = 'UNREADABLE_CASE';
}

const batchCase = z.object({ id: z.string(), log: z.string() });

/** Diagnoses the log of each case and prints one JSON line with the case's id. */
export async function runBatch(file: string, stdout: Writable): Promise<void> {
  const text = await readFile(file, 'utf8');
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { id, log } = readCase(line, `${file}:${index + 1}`);
    const diagnosis = await diagnoseStream(createReadStream(resolve(dirname(file), log)), id);
    stdout.write(`${JSON.stringify({ id, ...diagnosisJson(diagnosis) })}\n`);
  }
}

function readCase(line: string, place: string): z.infer<typeof batchCase> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new UnreadableCase(`${place}: this is not JSON.`);
  }
  const parsed = batchCase.safeParse(value);
  if (!parsed.success) throw new UnreadableCase(`${place}: a case is {"id": "…", "log": "path"}.`);
  return parsed.data;
}
