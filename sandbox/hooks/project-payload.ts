import type { Sandbox } from '../sandbox';
import { fullName } from '../shape/namespace-shape';
import { urls } from '../shape/urls';
import type { CommitInfo } from '../git/git-host';
import type { ProjectRecord, UserRecord } from '../store/records';

const VISIBILITY_LEVELS = { private: 0, internal: 10, public: 20 };

/** The `project` part of every webhook. */
export function projectPayload(sandbox: Sandbox, project: ProjectRecord) {
  const namespace = sandbox.store.namespaces.get(project.namespaceId);
  const web = urls.project(sandbox, project);
  const http = urls.git(sandbox, project);
  const ssh = urls.ssh(sandbox, project);
  return {
    id: project.id,
    name: project.name,
    description: project.description,
    web_url: web,
    avatar_url: null,
    git_ssh_url: ssh,
    git_http_url: http,
    namespace: namespace ? fullName(sandbox, namespace) : '',
    visibility_level: VISIBILITY_LEVELS[project.visibility],
    path_with_namespace: project.fullPath,
    default_branch: project.defaultBranch,
    ci_config_path: project.settings.ciConfigPath,
    homepage: web,
    url: ssh,
    ssh_url: ssh,
    http_url: http,
  };
}

/** The `repository` part of push, note and merge request webhooks. */
export function repositoryPayload(sandbox: Sandbox, project: ProjectRecord) {
  return {
    name: project.name,
    url: urls.ssh(sandbox, project),
    description: project.description,
    homepage: urls.project(sandbox, project),
  };
}

/** The `user` part of every webhook; the address is kept back, as GitLab does. */
export function userPayload(sandbox: Sandbox, user: UserRecord) {
  return {
    id: user.id,
    name: user.name,
    username: user.username,
    avatar_url: urls.avatar(sandbox, user),
    email: '[REDACTED]',
  };
}

export function commitPayload(sandbox: Sandbox, project: ProjectRecord, commit: CommitInfo) {
  return {
    id: commit.id,
    message: commit.message,
    title: commit.title,
    timestamp: commit.committedDate,
    url: urls.commit(sandbox, project, commit.id),
    author: { name: commit.authorName, email: commit.authorEmail },
  };
}

/** `2026-01-02 03:04:05 UTC`, the form of times inside `object_attributes`. */
export const hookTime = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
