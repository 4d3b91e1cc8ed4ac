import { invalidParameter } from '../../http/api-error';
import type { Params } from '../../http/read-params';
import type { CommitAction } from '../../repository/commit-actions';

const ACTIONS = ['create', 'delete', 'move', 'update', 'chmod'] as const;
const MOST_ACTIONS = 1000;

/** Reads `actions[]` of a commit, refusing what is missing or unknown as GitLab's validator does. */
export function actionsOf(params: Params): CommitAction[] {
  const list = params.records('actions');
  if (!list) throw invalidParameter('actions is missing');
  if (list.length > MOST_ACTIONS) throw invalidParameter('actions is too long');
  return list.map((fields) => {
    const action = ACTIONS.find((one) => one === fields['action']);
    if (!action)
      throw invalidParameter(
        fields['action'] === undefined
          ? 'actions[0][action] is missing'
          : 'actions[0][action] does not have a valid value',
      );
    const path = fields['file_path'];
    if (typeof path !== 'string' || path === '') throw invalidParameter('actions[0][file_path] is missing');
    const previousPath = optionalText(fields, 'previous_path');
    if (action === 'move' && previousPath === null)
      throw invalidParameter('actions[0][previous_path] is missing');
    const executable = fields['execute_filemode'];
    if (action === 'chmod' && typeof executable !== 'boolean')
      throw invalidParameter('actions[0][execute_filemode] is missing');
    return {
      action,
      path,
      previousPath,
      content: contentOf(fields['content'], fields['encoding']),
      lastCommitId: optionalText(fields, 'last_commit_id'),
      executable: typeof executable === 'boolean' ? executable : null,
    };
  });
}

/** Text, or bytes written as base64. */
export function contentOf(content: unknown, encoding: unknown): Buffer | null {
  if (content === undefined || content === null) return null;
  if (typeof content !== 'string') throw invalidParameter('content is invalid');
  if (encoding !== undefined && encoding !== null && encoding !== 'text' && encoding !== 'base64')
    throw invalidParameter('encoding does not have a valid value');
  return Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8');
}

function optionalText(fields: Record<string, unknown>, name: string): string | null {
  const value = fields[name];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw invalidParameter(`${name} is invalid`);
  return value;
}
