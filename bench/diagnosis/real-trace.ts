import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The logs of a folder one after the other, again and again, until there are so many bytes. */
export function* realTrace(folder: string, bytes: number): Generator<Buffer> {
  const names = readdirSync(folder).sort();
  let made = 0;
  while (made < bytes) {
    const before = made;
    for (const name of names) {
      const log = readFileSync(path.join(folder, name));
      for (let from = 0; from < log.length && made < bytes; from += 65_536) {
        const piece = log.subarray(from, Math.min(from + 65_536, from + bytes - made));
        made += piece.length;
        yield piece;
      }
    }
    if (made === before) throw new Error(`${folder} holds no logs.`);
  }
}
