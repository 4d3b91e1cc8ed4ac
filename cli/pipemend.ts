import type { Readable, Writable } from 'node:stream';
import { parseArguments, usage } from './arguments';
import { runBatch } from './run-batch';
import { runDiagnose } from './run-diagnose';
import { runRedact } from './run-redact';

/** The command line. Gives the exit code: 0 when it did what was asked, 1 when a file cannot be read, 2 for a wrong call. */
export async function main(
  args: readonly string[],
  stdin: Readable,
  stdout: Writable,
  stderr: Writable,
): Promise<number> {
  // A reader such as `head` may leave before the end; that is its right.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const command = parseArguments(args);
  try {
    switch (command.kind) {
      case 'help':
        stdout.write(usage);
        return 0;
      case 'wrong':
        stderr.write(`${command.message}\n\n${usage}`);
        return 2;
      case 'diagnose':
        await runDiagnose(command, stdin, stdout);
        return 0;
      case 'batch':
        await runBatch(command.file, stdout);
        return 0;
      case 'redact':
        await runRedact(command.file, stdin, stdout);
        return 0;
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    stderr.write(`pipemend: ${error.message}\n`);
    return 1;
  }
}
