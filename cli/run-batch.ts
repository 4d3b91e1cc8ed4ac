import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import { diagnoseStream } from './diagnose-stream';
import { diagnosisJson } from './diagnosis-json';

const batchCase = z.object({ id: z.string(), log: z.string() });

/** Diagnoses the log of each case and prints one JSON line with the case's id. */
export async function runBatch(file: string, stdout: Writable): Promise<void> {
  const text = await readFile(file, 'utf8');
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { id, log } = batchCase.parse(JSON.parse(line));
    const diagnosis = await diagnoseStream(createReadStream(resolve(dirname(file), log)), id);
    stdout.write(`${JSON.stringify({ id, ...diagnosisJson(diagnosis) })}\n`);
  }
}
