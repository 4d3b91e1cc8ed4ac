import { createHash } from 'node:crypto';

import { diffLines } from '../git/diff-lines';
import type { DiffLine } from '../git/diff-lines';
import type { Sandbox } from '../sandbox';
import type { MergeRequestRecord, NotePosition } from '../store/records';

export type PositionOutcome =
  { kind: 'valid'; position: NotePosition; lineCode: string } | { kind: 'refused'; message: string };

const NO_LINE = '400 Bad request - Note {:line_code=>["can\'t be blank", "must be a valid line code"]}';
const INCOMPLETE = '400 Bad request - Note {:position=>["is incomplete"]}';

/**
 * Checks where a diff note wants to hang: the three commits must be those of one of the merge request's versions, and the
 * line must be in that diff. An added line is named by its new number alone, a removed one by its old number alone, an
 * unchanged one by both.
 */
export async function checkPosition(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  fields: Record<string, unknown>,
): Promise<PositionOutcome> {
  const refused = (message: string): PositionOutcome => ({ kind: 'refused', message });
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if ((text('position_type') ?? 'text') !== 'text')
    return refused('400 Bad request - Only positions in text are known here');
  const [baseSha, startSha, headSha] = [text('base_sha'), text('start_sha'), text('head_sha')];
  const newPath = text('new_path') ?? text('old_path');
  const oldPath = text('old_path') ?? newPath;
  if (baseSha === null || startSha === null || headSha === null || newPath === null || oldPath === null)
    return refused(INCOMPLETE);
  const oldLine = lineNumber(fields['old_line']);
  const newLine = lineNumber(fields['new_line']);
  if (oldLine === undefined || newLine === undefined || (oldLine === null && newLine === null))
    return refused(NO_LINE);
  const version = mergeRequest.versions.find(
    (one) => one.baseSha === baseSha && one.startSha === startSha && one.headSha === headSha,
  );
  if (!version) return refused(NO_LINE);
  const repository = await sandbox.git.ensureRepository(mergeRequest.projectId);
  const lines = await diffLines(repository, baseSha, headSha, oldPath, newPath);
  const line = lines.find((one) => isAt(one, oldLine, newLine));
  if (!line) return refused(NO_LINE);
  return {
    kind: 'valid',
    lineCode: `${createHash('sha1').update(newPath).digest('hex')}_${line.oldLine}_${line.newLine}`,
    position: {
      position_type: 'text',
      base_sha: baseSha,
      start_sha: startSha,
      head_sha: headSha,
      old_path: oldPath,
      new_path: newPath,
      old_line: oldLine,
      new_line: newLine,
    },
  };
}

function isAt(line: DiffLine, oldLine: number | null, newLine: number | null): boolean {
  switch (line.type) {
    case 'added':
      return oldLine === null && line.newLine === newLine;
    case 'removed':
      return newLine === null && line.oldLine === oldLine;
    case 'unchanged':
      return line.oldLine === oldLine && line.newLine === newLine;
  }
}

/** Null where none is given, undefined where it is no line number. */
function lineNumber(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'number' ? value : Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
