import { type StructuredPatch, applyPatch, parsePatch } from 'diff';

import type { FileEdit } from '@/lib/domain/file-edit';

export type PatchEdits =
  | { readonly kind: 'edits'; readonly edits: readonly FileEdit[] }
  | { readonly kind: 'refused'; readonly reason: string };

export type PatchPaths =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string };

const MOST_CHARACTERS = 2_000_000;
const MOST_FILES = 200;

/** The files that a patch changes, to know what to fetch; refused when the patch is more than changes to texts. */
export function pathsInPatch(patch: string): PatchPaths {
  const read = readPatch(patch);
  return read.kind === 'refused' ? read : { kind: 'paths', paths: read.files.map(({ path }) => path) };
}

/**
 * The patch as whole-file edits. Every hunk must fit `before` exactly where it says; binary files, modes, renames, new and
 * deleted files, symbolic links and paths that are not `allowed` refuse the whole patch, since half a fix is none.
 */
export function editsFromPatch(
  patch: string,
  before: ReadonlyMap<string, string>,
  allowed: (path: string) => boolean,
): PatchEdits {
  const read = readPatch(patch);
  if (read.kind === 'refused') return read;
  const edits: FileEdit[] = [];
  for (const { path, parsed } of read.files) {
    if (!allowed(path)) return refused(`The patch changes ${path}, which is not for this tool to change.`);
    const text = before.get(path);
    if (text === undefined)
      return refused(`The patch changes ${path}, which is not a text file of the commit.`);
    const after = applyExactly(text, parsed);
    if (after === null) return refused(`The patch does not fit ${path} as it is in the commit.`);
    if (after !== text) edits.push({ path, before: text, after });
  }
  return { kind: 'edits', edits };
}

interface PatchedFile {
  readonly path: string;
  readonly parsed: StructuredPatch;
}

function refused(reason: string): { kind: 'refused'; reason: string } {
  return { kind: 'refused', reason };
}

const FORBIDDEN_HEADERS: readonly (readonly [RegExp, string])[] = [
  [/^(GIT binary patch|Binary files )/, 'a binary file'],
  [/^(old mode|new mode) /, "a file's mode"],
  [/^(rename|copy) (from|to) |^(dis)?similarity index /, 'a rename'],
  [/^new file mode /, 'a new file'],
  [/^deleted file mode /, 'a deleted file'],
  [/^index [0-9a-f]+\.\.[0-9a-f]+ (120000|160000)$/, 'a symbolic link or a submodule'],
];

function readPatch(
  patch: string,
): { kind: 'files'; files: PatchedFile[] } | { kind: 'refused'; reason: string } {
  if (patch.length > MOST_CHARACTERS) return refused('The patch is too large.');
  if (patch.includes('\0')) return refused('The patch is not text.');
  const forbidden = forbiddenHeader(patch);
  if (forbidden !== null)
    return refused(`The patch holds ${forbidden}; only changes to text files are taken.`);
  let parsed: StructuredPatch[];
  try {
    parsed = patch.trim() === '' ? [] : parsePatch(patch);
  } catch {
    // The library throws on anything that is not a unified diff; that is all we need to know of it.
    return refused('The patch is not a unified diff.');
  }
  if (parsed.length > MOST_FILES) return refused(`The patch changes more than ${MOST_FILES} files.`);
  const files: PatchedFile[] = [];
  for (const file of parsed) {
    const { oldFileName, newFileName } = file;
    if (oldFileName === undefined || newFileName === undefined || file.hunks.length === 0) {
      return refused('The patch holds a part without a file or without a change.');
    }
    const path = newFileName.slice(2);
    if (!oldFileName.startsWith('a/') || !newFileName.startsWith('b/') || oldFileName.slice(2) !== path) {
      return refused('The patch renames, adds or deletes a file; only changes to text files are taken.');
    }
    if (!isPlainPath(path))
      return refused('The patch names a path that leaves the repository or is not plain.');
    if (files.some((other) => other.path === path)) return refused(`The patch changes ${path} twice.`);
    files.push({ path, parsed: file });
  }
  return { kind: 'files', files };
}

/** Looks at header lines only: inside a hunk each line begins with a space, a sign or a backslash. */
function forbiddenHeader(patch: string): string | null {
  let left = 0;
  for (const line of patch.split('\n')) {
    if (left > 0) {
      // A context line counts on both sides, so the sum of both counts runs to nought at the hunk's end.
      left -= line.startsWith('\\') ? 0 : line.startsWith('+') || line.startsWith('-') ? 1 : 2;
      continue;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (hunk !== null) left = Number(hunk[1] ?? 1) + Number(hunk[2] ?? 1);
    const found = FORBIDDEN_HEADERS.find(([pattern]) => pattern.test(line));
    if (found !== undefined) return found[1];
  }
  return null;
}

function isPlainPath(path: string): boolean {
  return (
    path.length <= 1_000 &&
    !/[\p{Cc}\\]/u.test(path) &&
    path.split('/').every((part) => !['', '.', '..'].includes(part) && part.toLowerCase() !== '.git')
  );
}

function applyExactly(text: string, parsed: StructuredPatch): string | null {
  const fits = hunksFit(text, parsed);
  const after = fits ? applyPatch(text, parsed, { fuzzFactor: 0, autoConvertLineEndings: false }) : false;
  return after === false ? null : after;
}

/** The library also looks above and below for a place where a hunk fits; a patch for this very text needs none. */
function hunksFit(text: string, { hunks }: StructuredPatch): boolean {
  const lines = text.split('\n');
  return hunks.every(({ oldStart, oldLines, lines: changed }) => {
    const old = changed
      .filter((line) => line.startsWith(' ') || line.startsWith('-'))
      .map((line) => line.slice(1));
    return old.length === oldLines && old.every((line, index) => lines[oldStart - 1 + index] === line);
  });
}
