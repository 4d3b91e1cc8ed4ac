import { Branches, Commits } from '@gitbeaker/rest';

import { isPlatformError, PlatformError } from '@/lib/domain/platform-error';
import type { CommitAction, RepositoryWriter } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { orNull } from './or-null';
import { parseOne } from './wire/parse-answer';
import { wireBranch, wireCommit } from './wire/repository';

export function createRepositoryWriter({ resources }: GitLabContext): RepositoryWriter {
  const branches = new Branches(resources);
  const commits = new Commits(resources);
  return {
    async commit(project, { branch, startSha, replaceBranch, message, actions }) {
      const answer = await orConflict(
        commits.create(project, branch, message, actions.map(toWire), {
          ...(startSha === undefined ? {} : { startSha }),
          ...(replaceBranch === true ? { force: true } : {}),
        }),
      );
      return parseOne(wireCommit, answer, 'commit');
    },
    async createBranch(project, name, sha) {
      return parseOne(wireBranch, await orConflict(branches.create(project, name, sha)), 'branch');
    },
    async deleteBranch(project, name) {
      return (await orNull(branches.remove(project, name).then(() => true))) ?? false;
    },
    async revertCommit(project, sha, branch) {
      return parseOne(wireCommit, await commits.revert(project, sha, branch), 'commit');
    },
  };
}

function toWire(action: CommitAction) {
  const file = { action: action.action, filePath: action.path };
  if (action.action === 'create') return { ...file, content: action.content };
  const guard = action.lastCommitId === undefined ? {} : { lastCommitId: action.lastCommitId };
  return action.action === 'delete' ? { ...file, ...guard } : { ...file, content: action.content, ...guard };
}

// GitLab has only 400 for all of these; its words are the one way to tell a race from a mistake.
const raceWords = [
  /has changed since you started editing/i,
  /already exists/i,
  /could not update .*refresh and try again/i,
  /reference (?:does not point|update)/i,
  /expected .* but is at/i,
];

async function orConflict<Value>(answer: Promise<Value>): Promise<Value> {
  try {
    return await answer;
  } catch (error) {
    if (isPlatformError(error) && error.kind === 'invalid') {
      const words = error.message.slice(0, 600);
      if (raceWords.some((pattern) => pattern.test(words))) {
        throw new PlatformError('conflict', error.message, error.details, { cause: error });
      }
    }
    throw error;
  }
}
