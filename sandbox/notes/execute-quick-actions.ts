import { projectAccess } from '../access/access-level';
import { canMergeInto, canPush } from '../access/can-push';
import { mergeRequestPayload } from '../hooks/merge-request-payload';
import { isDraft, withoutDraft } from '../merge-requests/draft-title';
import { mergeMergeRequest, rebaseMergeRequest } from '../merge-requests/merge-merge-request';
import { updateMergeRequest } from '../merge-requests/update-merge-request';
import { findUser } from '../people/add-user';
import type { Sandbox } from '../sandbox';
import { ACCESS } from '../store/records';
import type { MergeRequestRecord, UserRecord } from '../store/records';
import type { QuickAction } from './quick-actions';

export interface Executed {
  changes: Record<string, unknown>;
  summary: string[];
  /** How many were done; the others were not allowed or made no sense. */
  done: number;
}

/** Does what the commands of a note say, as far as its author may. */
export async function executeQuickActions(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
  actions: readonly QuickAction[],
): Promise<Executed> {
  const executed: Executed = { changes: {}, summary: [], done: 0 };
  for (const action of actions) {
    const said = await execute(sandbox, mergeRequest, user, action, executed.changes);
    executed.summary.push(said ?? `Could not apply ${action.name} command.`);
    if (said !== null) executed.done += 1;
  }
  return executed;
}

async function execute(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
  action: QuickAction,
  changes: Record<string, unknown>,
): Promise<string | null> {
  const { store } = sandbox;
  const project = store.projects.get(mergeRequest.projectId);
  if (!project) return null;
  const level = projectAccess(store, user.id, project);
  const mayChange = level >= ACCESS.developer || mergeRequest.authorId === user.id;
  const update = (wanted: Parameters<typeof updateMergeRequest>[3]) =>
    updateMergeRequest(sandbox, mergeRequest, user.id, wanted);
  switch (action.name) {
    case 'merge': {
      if (!canMergeInto(store, project, user.id, mergeRequest.targetBranch)) return null;
      const outcome = await mergeMergeRequest(sandbox, mergeRequest, user, { whenPipelineSucceeds: true });
      if (outcome.kind === 'refused') return null;
      changes['merge'] = mergeRequest.headSha;
      return outcome.kind === 'merged'
        ? 'Merged this merge request.'
        : 'Scheduled to merge this merge request (Merge when checks pass).';
    }
    case 'approve':
    case 'unapprove': {
      const approved = mergeRequest.approvedByIds.includes(user.id);
      if (
        level < ACCESS.developer ||
        mergeRequest.authorId === user.id ||
        approved === (action.name === 'approve')
      )
        return null;
      await setApproval(sandbox, mergeRequest, user, action.name === 'approve');
      return action.name === 'approve'
        ? 'Approved the current merge request.'
        : 'Unapproved the current merge request.';
    }
    case 'close':
    case 'reopen': {
      const from = action.name === 'close' ? 'opened' : 'closed';
      if (!mayChange || mergeRequest.state !== from) return null;
      await update({ state: action.name });
      changes['state_event'] = action.name;
      return action.name === 'close' ? 'Closed this merge request.' : 'Reopened this merge request.';
    }
    case 'label':
    case 'unlabel':
    case 'relabel': {
      const labels = labelsIn(action.argument);
      if (level < ACCESS.reporter || (labels.length === 0 && action.name === 'label')) return null;
      const current = action.name === 'relabel' ? [] : mergeRequest.labels;
      const next =
        action.name === 'unlabel'
          ? current.filter((label) => labels.length > 0 && !labels.includes(label))
          : [...current, ...labels];
      await update({ labels: next });
      changes[action.name === 'unlabel' ? 'remove_label_ids' : 'add_label_ids'] = labels;
      return `${action.name === 'unlabel' ? 'Removed' : 'Added'} ${labels.map((label) => `~${label}`).join(' ')} label${labels.length === 1 ? '' : 's'}.`;
    }
    case 'assign':
    case 'unassign':
    case 'assign_reviewer': {
      if (!mayChange) return null;
      const people = peopleIn(sandbox, action.argument, user);
      if (action.name === 'assign_reviewer') await update({ reviewerIds: people });
      else if (action.name === 'assign' && people.length === 0) return null;
      else
        await update({
          assigneeIds:
            action.name === 'assign'
              ? people
              : mergeRequest.assigneeIds.filter((id) => people.length > 0 && !people.includes(id)),
        });
      changes[action.name === 'assign_reviewer' ? 'reviewer_ids' : 'assignee_ids'] = people;
      return `${action.name === 'unassign' ? 'Removed' : 'Assigned'} ${action.argument}.`;
    }
    case 'draft':
    case 'ready': {
      if (!mayChange) return null;
      const draft = action.name === 'draft';
      if (isDraft(mergeRequest.title) === draft) return null;
      await update({ title: draft ? `Draft: ${mergeRequest.title}` : withoutDraft(mergeRequest.title) });
      changes['wip_event'] = action.name;
      return draft ? 'Set the Draft status.' : 'Set the Ready status.';
    }
    case 'title': {
      if (!mayChange || action.argument === '') return null;
      await update({ title: action.argument });
      changes['title'] = action.argument;
      return `Changed the title to "${action.argument}".`;
    }
    case 'rebase': {
      const source = store.projects.get(mergeRequest.sourceProjectId);
      if (!source || !canPush(store, source, user.id, mergeRequest.sourceBranch)) return null;
      return (await rebaseMergeRequest(sandbox, mergeRequest, user))
        ? 'Scheduled a rebase of branch ' + mergeRequest.sourceBranch + '.'
        : null;
    }
    default:
      return null;
  }
}

/** Adds or takes back an approval and sends its webhook. */
export async function setApproval(
  sandbox: Sandbox,
  mergeRequest: MergeRequestRecord,
  user: UserRecord,
  approved: boolean,
): Promise<void> {
  const others = mergeRequest.approvedByIds.filter((id) => id !== user.id);
  mergeRequest.approvedByIds = approved ? [...others, user.id] : others;
  mergeRequest.updatedAt = sandbox.clock.now().toISOString();
  sandbox.store.touch();
  const payload = await mergeRequestPayload(sandbox, mergeRequest, user.id, {
    action: approved ? 'approved' : 'unapproved',
    changes: {},
  });
  sandbox.hooks.emit(mergeRequest.projectId, 'merge_request', payload);
}

/** `~one ~"two words"` */
function labelsIn(argument: string): string[] {
  const labels: string[] = [];
  for (const match of argument.matchAll(/~(?:"([^"]*)"|(\S+))/g)) labels.push(match[1] ?? match[2] ?? '');
  return labels.filter((label) => label !== '');
}

function peopleIn(sandbox: Sandbox, argument: string, self: UserRecord): number[] {
  const ids: number[] = [];
  for (const word of argument.split(/[\s,]+/)) {
    if (word === 'me') ids.push(self.id);
    const user = word.startsWith('@') ? findUser(sandbox.store, word.slice(1)) : null;
    if (user) ids.push(user.id);
  }
  return ids;
}
