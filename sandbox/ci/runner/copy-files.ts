import { copyFile, mkdir, readlink, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { FoundFile } from './find-files';

/** Copies files from one tree to another, modes and links kept. An older file of the same name is replaced, a link never written through. */
export async function copyFiles(from: string, to: string, files: readonly FoundFile[]): Promise<void> {
  for (const file of files) {
    const target = path.join(to, file.path);
    await mkdir(path.dirname(target), { recursive: true });
    await rm(target, { recursive: true, force: true });
    if (file.link) await symlink(await readlink(path.join(from, file.path)), target);
    else await copyFile(path.join(from, file.path), target);
  }
}
