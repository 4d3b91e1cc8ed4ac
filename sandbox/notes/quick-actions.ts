/** A command found in a text, without its slash. */
export interface QuickAction {
  name: string;
  argument: string;
}

const KNOWN = new Set([
  'approve',
  'assign',
  'assign_reviewer',
  'close',
  'draft',
  'label',
  'merge',
  'ready',
  'rebase',
  'relabel',
  'reopen',
  'title',
  'unapprove',
  'unassign',
  'unlabel',
]);

/**
 * Finds the lines that GitLab would execute and takes them out of the text. Lines in fenced code, in quotes and in HTML
 * comments are text; so is a slash with a word that is no command.
 */
export function extractQuickActions(body: string): { text: string; actions: QuickAction[] } {
  const actions: QuickAction[] = [];
  const kept: string[] = [];
  let fence: string | null = null;
  let comment = false;
  for (const line of body.split(/\r?\n/)) {
    const mark = /^ {0,3}(`{3,}|~{3,}|>>>)/.exec(line)?.[1];
    if (fence !== null) {
      if (mark !== undefined && mark[0] === fence[0] && mark.length >= fence.length) fence = null;
      kept.push(line);
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      kept.push(line);
      continue;
    }
    if (!comment && line.trimStart().startsWith('<!--')) comment = true;
    if (comment) {
      if (line.includes('-->')) comment = false;
      kept.push(line);
      continue;
    }
    const match = /^\/([a-z_]+)(?:[ \t]+(.*))?[ \t]*$/i.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name !== undefined && KNOWN.has(name)) actions.push({ name, argument: (match?.[2] ?? '').trim() });
    else kept.push(line);
  }
  return { text: kept.join('\n').trim(), actions };
}
