import { structuredPatch } from 'diff';

import type { FileEdit } from '@/lib/domain/file-edit';
import type { DiffPosition, MergeRequest, MergeRequestFileDiff } from '@/lib/ports/code-host';

export interface Suggestion {
  readonly path: string;
  /** Markdown of the discussion: one suggestion block. */
  readonly body: string;
  readonly position: DiffPosition;
}

export type Suggestions =
  | { readonly kind: 'expressible'; readonly suggestions: readonly Suggestion[] }
  | { readonly kind: 'not-expressible'; readonly reason: string };

/** GitLab takes at most this many lines above the one that a suggestion hangs on. */
const MOST_LINES_ABOVE = 100;
const MOST_SUGGESTIONS = 50;

/**
 * The edits as GitLab suggestions, if every line that they replace is an added or unchanged line of the merge request's diff.
 * GitLab ends a suggestion with the line break of the last line it replaces, and deletes the lines when its text is blank:
 * what cannot be said in that way (a missing last line break, CRLF) is not expressible.
 */
export function toSuggestions(
  edits: readonly FileEdit[],
  diffs: readonly MergeRequestFileDiff[],
  diffRefs: NonNullable<MergeRequest['diffRefs']>,
): Suggestions {
  const suggestions: Suggestion[] = [];
  const not = (reason: string): Suggestions => ({ kind: 'not-expressible', reason });
  for (const { path, before, after } of edits) {
    if (before === null || after === null) return not(`${path} is added or removed as a whole.`);
    if (before.includes('\r') || after.includes('\r'))
      return not(`${path} has line breaks that a suggestion cannot keep.`);
    if (before.endsWith('\n') !== after.endsWith('\n')) {
      return not(`The line break at the end of ${path} changes, which a suggestion cannot express.`);
    }
    const diff = diffs.find(({ newPath }) => newPath === path);
    if (diff === undefined) return not(`${path} is not part of the merge request.`);
    const visible = newSideLines(diff.diff);
    for (const block of changedBlocks(before, after)) {
      const wider = widen(block, before.split('\n'), visible);
      if (wider === null)
        return not(`A change at line ${block.start} of ${path} cannot be a suggestion: ${OUTSIDE}.`);
      if (wider.end - wider.start > MOST_LINES_ABOVE) {
        return not(`A change in ${path} is longer than GitLab's limit for a suggestion.`);
      }
      const anchor = visible.get(wider.end);
      if (anchor === undefined)
        return not(`Line ${wider.end} of ${path} is not in the merge request's diff.`);
      suggestions.push({
        path,
        body: suggestionBlock(wider),
        position: {
          ...diffRefs,
          oldPath: diff.oldPath,
          newPath: diff.newPath,
          newLine: wider.end,
          oldLine: anchor.oldLine,
        },
      });
      if (suggestions.length > MOST_SUGGESTIONS)
        return not(`There are more than ${MOST_SUGGESTIONS} changes.`);
    }
  }
  if (suggestions.length === 0) return not('Nothing is changed.');
  return { kind: 'expressible', suggestions };
}

const OUTSIDE = "the lines are not in the merge request's diff";

interface Block {
  /** First and last replaced line (1-based) of the text before; `end` is `start - 1` for a pure insertion before `start`. */
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

function changedBlocks(before: string, after: string): Block[] {
  const { hunks } = structuredPatch('a', 'b', before, after, '', '', { context: 0 });
  return hunks.map(({ oldStart: start, oldLines, lines }) => ({
    start,
    end: start + oldLines - 1,
    lines: lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1)),
  }));
}

/** A block that GitLab can take: it replaces at least one line, with a text that is not blank unless lines are to go. */
function widen(block: Block, before: readonly string[], visible: ReadonlyMap<number, unknown>): Block | null {
  const isBlank = block.lines.length > 0 && block.lines.every((line) => line.trim() === '');
  const inside = (from: number, to: number) => {
    for (let line = from; line <= to; line += 1) if (!visible.has(line)) return false;
    return true;
  };
  if (!inside(block.start, block.end)) return null;
  if (block.end >= block.start && !isBlank) return block;
  const above = before[block.start - 2];
  if (above !== undefined && above.trim() !== '' && inside(block.start - 1, block.end)) {
    return { start: block.start - 1, end: block.end, lines: [above, ...block.lines] };
  }
  const below = before[block.end];
  if (below !== undefined && below.trim() !== '' && inside(block.start, block.end + 1)) {
    return { start: block.start, end: block.end + 1, lines: [...block.lines, below] };
  }
  return null;
}

function suggestionBlock({ start, end, lines }: Block): string {
  const text = lines.join('\n');
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}suggestion:-${end - start}+0`, ...lines, fence].join('\n');
}

/** Lines of the new side that the diff shows; `oldLine` is null for an added one. */
function newSideLines(diff: string): Map<number, { readonly oldLine: number | null }> {
  const lines = new Map<number, { readonly oldLine: number | null }>();
  let [oldLine, newLine, oldLeft, newLeft] = [0, 0, 0, 0];
  for (const line of diff.split('\n')) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (oldLeft <= 0 && newLeft <= 0) {
      if (header === null) continue;
      [oldLine, oldLeft] = [Number(header[1]), Number(header[2] ?? 1)];
      [newLine, newLeft] = [Number(header[3]), Number(header[4] ?? 1)];
    } else if (line.startsWith('+')) {
      lines.set(newLine, { oldLine: null });
      newLine += 1;
      newLeft -= 1;
    } else if (line.startsWith('-')) {
      oldLine += 1;
      oldLeft -= 1;
    } else if (!line.startsWith('\\')) {
      lines.set(newLine, { oldLine });
      [oldLine, newLine, oldLeft, newLeft] = [oldLine + 1, newLine + 1, oldLeft - 1, newLeft - 1];
    }
  }
  return lines;
}
