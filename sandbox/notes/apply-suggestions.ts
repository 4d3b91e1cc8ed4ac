import { canPush } from '../access/can-push';
import { parsePatch } from '../git/diff-lines';
import { runGit } from '../git/run-git';
import { commitActions } from '../repository/commit-actions';
import type { Sandbox } from '../sandbox';
import type {
  MergeRequestRecord,
  NoteRecord,
  ProjectRecord,
  SuggestionRecord,
  UserRecord,
} from '../store/records';
import { splitLines } from './suggestions';

export type ApplyOutcome =
  | { kind: 'applied'; suggestions: SuggestionRecord[] }
  | { kind: 'forbidden' }
  | { kind: 'refused'; message: string };

const CHANGED = "Can't apply as these lines were changed in a more recent version.";

/** Applies suggestions of one branch as one commit. Either all are applied or none. */
export async function applySuggestions(
  sandbox: Sandbox,
  user: UserRecord,
  suggestions: SuggestionRecord[],
  message: string | null,
): Promise<ApplyOutcome> {
  const { store } = sandbox;
  const targets = suggestions.map((suggestion) => targetOf(sandbox, suggestion));
  const first = targets[0];
  if (!first)
    return { kind: 'refused', message: 'Suggestion is not applicable as the suggestion was not found.' };
  const { mergeRequest, source } = first;
  if (targets.some((one) => one?.mergeRequest.id !== mergeRequest.id))
    return { kind: 'refused', message: 'Suggestions must all be on the same branch.' };
  if (!canPush(store, source, user.id, mergeRequest.sourceBranch)) return { kind: 'forbidden' };
  if (mergeRequest.state !== 'opened')
    return {
      kind: 'refused',
      message: 'This merge request was merged. To apply this suggestion, edit this file directly.',
    };
  const head = await sandbox.git.resolve(source.id, `refs/heads/${mergeRequest.sourceBranch}`);
  if (head === null || suggestions.some((one) => one.applied))
    return { kind: 'refused', message: "Can't apply this suggestion." };

  const edits = new Map<string, { from: number; to: number; text: string }[]>();
  for (const target of targets) {
    if (!target) continue;
    const { suggestion, note } = target;
    const path = note.position?.new_path ?? '';
    const file = await sandbox.git.readFile(source.id, head, path);
    if (file === null) return { kind: 'refused', message: 'A file was not found.' };
    const at = await currentLine(
      sandbox,
      source,
      note.position?.head_sha ?? head,
      head,
      path,
      suggestion.fromLine,
    );
    const to = at === null ? null : at + (suggestion.toLine - suggestion.fromLine);
    const lines = splitLines(file.toString());
    if (at === null || to === null || lines.slice(at - 1, to).join('') !== suggestion.fromContent)
      return { kind: 'refused', message: CHANGED };
    const list = edits.get(path) ?? [];
    if (list.some((edit) => at <= edit.to && to >= edit.from))
      return { kind: 'refused', message: 'Suggestions are not applicable as their lines cannot overlap.' };
    list.push({ from: at, to, text: suggestion.toContent });
    edits.set(path, list);
  }
  const actions = [];
  for (const [path, list] of edits) {
    const lines = splitLines((await sandbox.git.readFile(source.id, head, path))?.toString() ?? '');
    for (const edit of list.sort((a, b) => b.from - a.from))
      lines.splice(edit.from - 1, edit.to - edit.from + 1, edit.text);
    actions.push({
      action: 'update' as const,
      path,
      previousPath: null,
      content: Buffer.from(lines.join('')),
      lastCommitId: null,
      executable: null,
    });
  }
  const authors = new Set(targets.map((one) => one?.note.authorId));
  const author = authors.size === 1 ? store.users.get(first.note.authorId) : undefined;
  const outcome = await commitActions(sandbox, {
    project: source,
    user,
    branch: mergeRequest.sourceBranch,
    startBranch: null,
    startSha: null,
    force: false,
    message: message ?? defaultMessage(suggestions.length, edits.size, author, user),
    author: author ? { name: author.name, email: author.email } : null,
    actions,
  });
  if (outcome.kind === 'refused') return outcome;
  for (const suggestion of suggestions) {
    suggestion.applied = true;
    suggestion.commitId = outcome.sha;
  }
  for (const target of targets) {
    if (!target) continue;
    target.note.resolvedAt ??= sandbox.clock.now().toISOString();
    target.note.resolvedById ??= user.id;
  }
  store.touch();
  return { kind: 'applied', suggestions };
}

interface Target {
  suggestion: SuggestionRecord;
  note: NoteRecord;
  mergeRequest: MergeRequestRecord;
  source: ProjectRecord;
}

function targetOf(sandbox: Sandbox, suggestion: SuggestionRecord): Target | null {
  const { store } = sandbox;
  const note = store.notes.get(suggestion.noteId);
  const mergeRequest =
    note?.noteable.kind === 'merge_request'
      ? store.mergeRequests.get(note.noteable.mergeRequestId)
      : undefined;
  const source = mergeRequest ? store.projects.get(mergeRequest.sourceProjectId) : undefined;
  return note && mergeRequest && source ? { suggestion, note, mergeRequest, source } : null;
}

function defaultMessage(
  count: number,
  files: number,
  author: UserRecord | undefined,
  user: UserRecord,
): string {
  const subject = `Apply ${count} suggestion(s) to ${files} file(s)`;
  return author && author.id !== user.id
    ? `${subject}\n\nCo-authored-by: ${author.name} <${author.email}>`
    : subject;
}

/** Where a line of an older version stands in a newer one; null where it was changed itself. */
async function currentLine(
  sandbox: Sandbox,
  project: ProjectRecord,
  from: string,
  to: string,
  path: string,
  line: number,
): Promise<number | null> {
  if (from === to) return line;
  const repository = await sandbox.git.ensureRepository(project.id);
  const text = await runGit(repository, [
    'diff',
    '--no-color',
    '--unified=1000000',
    from,
    to,
    '--',
    `:(literal)${path}`,
  ]);
  if (text === '') return line;
  return parsePatch(text).find((one) => one.type === 'unchanged' && one.oldLine === line)?.newLine ?? null;
}
