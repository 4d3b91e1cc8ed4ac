import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { diagnose } from '@/lib/diagnosis/diagnose';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { readTrace } from '@/lib/log/read-trace';

/** The bytes of a file, or of the pipe for `-`. */
export function openInput(file: string, stdin: Readable): AsyncIterable<Uint8Array> {
  return file === '-' ? stdin : createReadStream(file);
}

/** Reads a log and diagnoses it as the log of a job whose script failed; nothing else is known of it here. */
export async function diagnoseStream(bytes: AsyncIterable<Uint8Array>, name: string): Promise<Diagnosis> {
  const log = await readTrace(bytes);
  return diagnose(
    { name, stage: '', failureReason: 'script_failure', allowFailure: false, duration: null },
    log,
  );
}
