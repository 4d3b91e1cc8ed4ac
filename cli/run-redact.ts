import type { Readable, Writable } from 'node:stream';
import { redact } from '@/lib/log/redact/redact';
import { openInput } from './diagnose-stream';

/** Prints a text without its secrets. The whole text is held in memory. */
export async function runRedact(file: string, stdin: Readable, stdout: Writable): Promise<void> {
  const parts: Uint8Array[] = [];
  for await (const part of openInput(file, stdin)) parts.push(part);
  stdout.write(redact(Buffer.concat(parts).toString('utf8')));
}
