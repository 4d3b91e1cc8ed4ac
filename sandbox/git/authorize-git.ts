import { isOpenTo, projectAccess } from '../access/access-level';
import { canPush, collaborationBranches } from '../access/can-push';
import { identify } from '../access/identify';
import { findProject } from '../http/guards';
import type { Sandbox } from '../sandbox';
import { ACCESS } from '../store/records';
import type { ProjectRecord, UserRecord } from '../store/records';

export interface GitGrant {
  project: ProjectRecord;
  user: UserRecord | null;
  /** Patterns of branches that may not be deleted, pushed to or rewritten. */
  protectedBranches: string[];
  noPush: string[];
  noForcePush: string[];
  /** Not empty: nothing but these branches may be pushed. */
  onlyBranches: string[];
}

export type GitAnswer =
  { kind: 'granted'; grant: GitGrant } | { kind: 'refused'; status: 401 | 403 | 404; text: string };

const PULL_SCOPES = ['api', 'read_repository', 'write_repository', 'job'];
const PUSH_SCOPES = ['api', 'write_repository'];
const denied: GitAnswer = {
  kind: 'refused',
  status: 401,
  text: 'HTTP Basic: Access denied. If a password was provided for Git authentication, the password was incorrect or you are required to use a token instead of a password.\n',
};
const missing: GitAnswer = {
  kind: 'refused',
  status: 404,
  text: "The project you were looking for could not be found or you don't have permission to view it.\n",
};
const refused = (text: string): GitAnswer => ({ kind: 'refused', status: 403, text: `${text}\n` });

/** Decides about a clone or push from its `Authorization` header: a token as the password, whatever the user name. */
export function authorizeGit(
  sandbox: Sandbox,
  authorization: string | undefined,
  projectPath: string,
  push: boolean,
): GitAnswer {
  const { store } = sandbox;
  const project = findProject(store, projectPath);
  const secret = passwordOf(authorization);
  if (secret === null) {
    if (project && !push && isOpenTo(project, null)) return { kind: 'granted', grant: plain(project, null) };
    return denied;
  }
  const result = identify(sandbox, secret);
  if (result.kind !== 'identified') return denied;
  const { user, scopes } = result.identity;
  if (!scopes.some((scope) => (push ? PUSH_SCOPES : PULL_SCOPES).includes(scope)))
    return push ? refused('You are not allowed to push code to this project.') : denied;
  if (!project) return missing;
  const level = projectAccess(store, user.id, project);
  const open = isOpenTo(project, user.id);
  if (level === ACCESS.none && !open && collaborationBranches(store, project, user.id).length === 0)
    return missing;
  if (!push) {
    if (level < ACCESS.reporter && !open && level > ACCESS.none)
      return refused('You are not allowed to download code from this project.');
    return { kind: 'granted', grant: plain(project, user) };
  }
  if (project.archived)
    return refused('The project is archived. You are not allowed to push code to this project.');
  const onlyBranches = level < ACCESS.developer ? collaborationBranches(store, project, user.id) : [];
  if (level < ACCESS.developer && onlyBranches.length === 0)
    return refused('You are not allowed to push code to this project.');
  const rules = [...store.protectedBranches.values()].filter((rule) => rule.projectId === project.id);
  return {
    kind: 'granted',
    grant: {
      project,
      user,
      protectedBranches: rules.map((rule) => rule.name),
      noPush: rules.filter((rule) => !canPush(store, project, user.id, rule.name)).map((rule) => rule.name),
      noForcePush: rules.filter((rule) => !rule.allowForcePush).map((rule) => rule.name),
      onlyBranches,
    },
  };
}

const plain = (project: ProjectRecord, user: UserRecord | null): GitGrant => ({
  project,
  user,
  protectedBranches: [],
  noPush: [],
  noForcePush: [],
  onlyBranches: [],
});

function passwordOf(authorization: string | undefined): string | null {
  const bearer = /^Bearer\s+(\S+)$/i.exec(authorization ?? '');
  if (bearer?.[1] !== undefined) return bearer[1];
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '');
  if (basic?.[1] === undefined) return null;
  const text = Buffer.from(basic[1], 'base64').toString();
  const colon = text.indexOf(':');
  return colon < 0 ? null : text.slice(colon + 1);
}
