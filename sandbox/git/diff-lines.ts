import { runGit } from './run-git';

export interface DiffLine {
  type: 'added' | 'removed' | 'unchanged';
  /** Where it stands, or would stand, in the old and the new file. */
  oldLine: number;
  newLine: number;
}

/** Every line of one file between two commits, the unchanged ones too; empty where the file did not change. */
export async function diffLines(
  repository: string,
  from: string,
  to: string,
  oldPath: string,
  newPath: string,
): Promise<DiffLine[]> {
  const paths = [...new Set([oldPath, newPath])].map((one) => `:(literal)${one}`);
  const text = await runGit(repository, [
    'diff',
    '--no-color',
    '--no-ext-diff',
    '-M',
    '--unified=1000000',
    from,
    to,
    '--',
    ...paths,
  ]);
  return parsePatch(text);
}

/** Reads a unified diff of one file. */
export function parsePatch(text: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let oldLine = 0;
  let newLine = 0;
  let inHunk = false;
  for (const line of text.split('\n')) {
    const hunk = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) {
      inHunk = true;
      oldLine = Number(hunk[1]);
      newLine = Number(hunk[2]);
    } else if (inHunk && line.startsWith('+')) lines.push({ type: 'added', oldLine, newLine: newLine++ });
    else if (inHunk && line.startsWith('-')) lines.push({ type: 'removed', oldLine: oldLine++, newLine });
    else if (inHunk && line.startsWith(' '))
      lines.push({ type: 'unchanged', oldLine: oldLine++, newLine: newLine++ });
    else if (line.startsWith('diff --git ')) inHunk = false;
  }
  return lines;
}
