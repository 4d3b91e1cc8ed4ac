import type { Sandbox } from '../sandbox';
import type { NoteRecord } from '../store/records';

const MOST_LINES_AROUND = 100;

interface Block {
  above: number;
  below: number;
  content: string;
}

/** The "```suggestion:-N+M" blocks of a text; a fence may be longer than three and ends with one as long. */
function suggestionBlocks(body: string): Block[] {
  const blocks: Block[] = [];
  const lines = body.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const open = /^ {0,3}(`{3,}|~{3,})\s*(\S*)\s*$/.exec(lines[at] ?? '');
    const fence = open?.[1];
    if (fence === undefined) continue;
    const mark = fence.charAt(0);
    const closes = (line: string): boolean => {
      const trimmed = line.trim();
      return trimmed.length >= fence.length && trimmed.replaceAll(mark, '') === '';
    };
    let end = at + 1;
    while (end < lines.length && !closes(lines[end] ?? '')) end += 1;
    const range = /^suggestion(?::-(\d{1,4})\+(\d{1,4}))?$/.exec(open?.[2] ?? '');
    if (range)
      blocks.push({
        above: Math.min(Number(range[1] ?? 0), MOST_LINES_AROUND),
        below: Math.min(Number(range[2] ?? 0), MOST_LINES_AROUND),
        content: lines
          .slice(at + 1, end)
          .map((line) => `${line}\n`)
          .join(''),
      });
    at = end;
  }
  return blocks;
}

/** Keeps the suggestions of a note that hangs on a line of the new file. */
export async function addSuggestions(sandbox: Sandbox, note: NoteRecord): Promise<void> {
  const { position } = note;
  const blocks = suggestionBlocks(note.body);
  if (!position || position.new_line === null || blocks.length === 0) return;
  const file = await sandbox.git.readFile(note.projectId, position.head_sha, position.new_path);
  if (file === null) return;
  const lines = splitLines(file.toString());
  for (const block of blocks) {
    const fromLine = Math.max(1, position.new_line - block.above);
    const toLine = Math.min(lines.length, position.new_line + block.below);
    const id = sandbox.store.nextId('suggestion');
    sandbox.store.suggestions.set(id, {
      id,
      noteId: note.id,
      fromLine,
      toLine,
      fromContent: lines.slice(fromLine - 1, toLine).join(''),
      toContent: block.content,
      applied: false,
      commitId: null,
    });
  }
}

/** Lines with their ends, so that joining them gives the text back. */
export function splitLines(text: string): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g);
  return lines ?? [];
}
