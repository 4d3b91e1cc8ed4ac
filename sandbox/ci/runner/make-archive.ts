import { readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { FoundFile } from './find-files';

export const ARCHIVE_LIMIT = 100 * 1024 * 1024;
const UNIX = 3;

/** A zip as the runner makes it; null where the files are more than GitLab's default limit of 100 MB. */
export async function makeArchive(root: string, files: readonly FoundFile[]): Promise<Buffer | null> {
  if (files.reduce((sum, file) => sum + file.size, 0) > ARCHIVE_LIMIT) return null;
  const entries: Zippable = {};
  for (const file of files) {
    const from = path.join(root, file.path);
    const bytes = file.link ? Buffer.from(await readlink(from)) : await readFile(from);
    entries[file.path] = [bytes, { os: UNIX, attrs: (file.mode << 16) >>> 0, level: 1 }];
  }
  return Buffer.from(zipSync(entries));
}
