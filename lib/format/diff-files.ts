import { parsePatch } from 'diff';

export interface DiffRow {
  readonly kind: 'added' | 'removed' | 'same';
  readonly oldLine: number | null;
  readonly newLine: number | null;
  readonly text: string;
}

export interface DiffHunk {
  readonly heading: string;
  readonly rows: readonly DiffRow[];
}

export interface DiffFile {
  readonly path: string;
  readonly change: 'created' | 'deleted' | 'changed';
  readonly added: number;
  readonly removed: number;
  readonly hunks: readonly DiffHunk[];
}

/** A unified diff as rows with their line numbers on both sides. Null where the text is not a diff: show it as it is. */
export function diffFiles(diff: string): DiffFile[] | null {
  try {
    return parsePatch(diff)
      .filter((file) => file.hunks.length > 0)
      .map(toFile);
  } catch {
    // The parser throws on any text that is not a diff, and that is all it can say.
    return null;
  }
}

type Parsed = ReturnType<typeof parsePatch>[number];

function toFile(file: Parsed): DiffFile {
  const hunks = file.hunks.map(toHunk);
  const rows = hunks.flatMap((hunk) => hunk.rows);
  const from = nameOf(file.oldFileName);
  const to = nameOf(file.newFileName);
  return {
    path: to ?? from ?? 'unnamed file',
    change: from === null ? 'created' : to === null ? 'deleted' : 'changed',
    added: rows.filter(({ kind }) => kind === 'added').length,
    removed: rows.filter(({ kind }) => kind === 'removed').length,
    hunks,
  };
}

function nameOf(name: string | undefined): string | null {
  if (name === undefined || name === '/dev/null') return null;
  return name.replace(/^[ab]\//, '');
}

function toHunk(hunk: Parsed['hunks'][number]): DiffHunk {
  let oldLine = hunk.oldStart;
  let newLine = hunk.newStart;
  const rows: DiffRow[] = [];
  for (const line of hunk.lines) {
    const text = line.slice(1);
    if (line.startsWith('+')) rows.push({ kind: 'added', oldLine: null, newLine: newLine++, text });
    else if (line.startsWith('-')) rows.push({ kind: 'removed', oldLine: oldLine++, newLine: null, text });
    else if (line.startsWith(' ')) rows.push({ kind: 'same', oldLine: oldLine++, newLine: newLine++, text });
  }
  const heading = `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`;
  return { heading, rows };
}
