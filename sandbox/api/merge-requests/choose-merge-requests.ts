import type { Params } from '../../http/read-params';
import { isDraft } from '../../merge-requests/draft-title';
import type { Sandbox } from '../../sandbox';
import type { MergeRequestRecord } from '../../store/records';

/** The merge requests that a list's filters let through, in the order asked for. */
export function chosenMergeRequests(
  sandbox: Sandbox,
  all: readonly MergeRequestRecord[],
  params: Params,
): MergeRequestRecord[] {
  const state = params.choice('state', ['opened', 'closed', 'locked', 'merged', 'all'] as const) ?? 'all';
  const iids = params.integers('iids');
  const sourceBranch = params.string('source_branch');
  const targetBranch = params.string('target_branch');
  const sourceProject = params.integer('source_project_id');
  const authorId = params.integer('author_id');
  const authorName = params.string('author_username');
  const labels = params.list('labels');
  const search = params.string('search')?.toLowerCase();
  const draft = params.choice('wip', ['yes', 'no'] as const);
  const updatedAfter = params.time('updated_after');
  const updatedBefore = params.time('updated_before');
  const createdAfter = params.time('created_after');
  const found = all.filter(
    (one) =>
      (state === 'all' || one.state === state) &&
      (!iids || iids.includes(one.iid)) &&
      (sourceBranch === undefined || one.sourceBranch === sourceBranch) &&
      (targetBranch === undefined || one.targetBranch === targetBranch) &&
      (sourceProject === undefined || one.sourceProjectId === sourceProject) &&
      (authorId === undefined || one.authorId === authorId) &&
      (authorName === undefined || sandbox.store.users.get(one.authorId)?.username === authorName) &&
      (!labels || labels.every((label) => one.labels.includes(label))) &&
      (search === undefined || `${one.title}\n${one.description}`.toLowerCase().includes(search)) &&
      (draft === undefined || isDraft(one.title) === (draft === 'yes')) &&
      (!updatedAfter || new Date(one.updatedAt) >= updatedAfter) &&
      (!updatedBefore || new Date(one.updatedAt) <= updatedBefore) &&
      (!createdAfter || new Date(one.createdAt) >= createdAfter),
  );
  const order =
    params.choice('order_by', ['created_at', 'updated_at', 'title', 'merged_at'] as const) ?? 'created_at';
  const direction = (params.choice('sort', ['asc', 'desc'] as const) ?? 'desc') === 'asc' ? 1 : -1;
  const key = (one: MergeRequestRecord): string =>
    ({
      created_at: one.createdAt,
      updated_at: one.updatedAt,
      title: one.title,
      merged_at: one.mergedAt ?? '',
    })[order];
  return found.sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return direction * (x < y ? -1 : x > y ? 1 : a.id - b.id);
  });
}
