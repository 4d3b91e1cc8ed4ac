import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { describeDiagnosis } from './describe-diagnosis';
import { diagnoseStream, openInput } from './diagnose-stream';
import { diagnosisJson } from './diagnosis-json';

/** Diagnoses one log and prints the answer, for people or as one JSON value. */
export async function runDiagnose(
  command: { readonly file: string; readonly json: boolean },
  stdin: Readable,
  stdout: Writable,
): Promise<void> {
  const name = command.file === '-' ? 'log' : basename(command.file);
  const diagnosis = await diagnoseStream(openInput(command.file, stdin), name);
  stdout.write(
    command.json ? `${JSON.stringify(diagnosisJson(diagnosis), null, 2)}\n` : describeDiagnosis(diagnosis),
  );
}
