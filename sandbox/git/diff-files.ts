import { runGit } from './run-git';

export interface FileDiff {
  oldPath: string;
  newPath: string;
  aMode: string;
  bMode: string;
  newFile: boolean;
  deletedFile: boolean;
  renamedFile: boolean;
  /** From the first `@@` on, as GitLab gives it. */
  patch: string;
}

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** What changed between two commits, file by file, renames recognised. `from` null: since nothing. */
export async function diffFiles(repository: string, from: string | null, to: string): Promise<FileDiff[]> {
  const base = from ?? EMPTY_TREE;
  const raw = await runGit(repository, ['diff', '--raw', '-z', '-M', '--full-index', base, to]);
  const files = parseRaw(raw);
  const text = await runGit(repository, [
    'diff',
    '--no-color',
    '--no-ext-diff',
    '-M',
    '--full-index',
    base,
    to,
  ]);
  const patches = splitPatches(text);
  return files.map((file, at) => ({ ...file, patch: patches[at] ?? '' }));
}

function parseRaw(raw: string): Omit<FileDiff, 'patch'>[] {
  const parts = raw.split('\0');
  const files: Omit<FileDiff, 'patch'>[] = [];
  for (let at = 0; at < parts.length;) {
    const header = /^:(\d{6}) (\d{6}) [0-9a-f]+ [0-9a-f]+ ([A-Z])\d*$/.exec(parts[at] ?? '');
    const [, aMode, bMode, status] = header ?? [];
    if (aMode === undefined || bMode === undefined || status === undefined) break;
    const twoPaths = status === 'R' || status === 'C';
    const oldPath = parts[at + 1] ?? '';
    const newPath = twoPaths ? (parts[at + 2] ?? '') : oldPath;
    files.push({
      oldPath,
      newPath,
      aMode: aMode === '000000' ? '0' : aMode,
      bMode: bMode === '000000' ? '0' : bMode,
      newFile: status === 'A',
      deletedFile: status === 'D',
      renamedFile: status === 'R',
    });
    at += twoPaths ? 3 : 2;
  }
  return files;
}

/** Git's text cut at each `diff --git` line, which no line of content can look like; headers left out. */
function splitPatches(text: string): string[] {
  const patches: string[] = [];
  let current: string[] | null = null;
  let inHunks = false;
  const finish = (): void => {
    if (current) patches.push(current.length === 0 ? '' : `${current.join('\n')}\n`);
  };
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    if (line.startsWith('diff --git ')) {
      finish();
      current = [];
      inHunks = false;
      continue;
    }
    if (line.startsWith('@@ ') || line.startsWith('Binary files ')) inHunks = true;
    if (inHunks && current) current.push(line);
  }
  finish();
  return patches;
}

/** The shape of a file's diff in every answer that has one. */
export function diffShape(file: FileDiff) {
  return {
    diff: file.patch,
    collapsed: false,
    too_large: false,
    new_path: file.newPath,
    old_path: file.oldPath,
    a_mode: file.aMode,
    b_mode: file.bMode,
    new_file: file.newFile,
    renamed_file: file.renamedFile,
    deleted_file: file.deletedFile,
    generated_file: null,
  };
}
