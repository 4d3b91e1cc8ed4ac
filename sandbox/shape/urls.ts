import type { MergeRequestRecord, ProjectRecord, UserRecord } from '../store/records';
import type { Sandbox } from '../sandbox';

/** Addresses of the sandbox's own pages; every `web_url` in an answer comes from here. */
export const urls = {
  project: (sandbox: Sandbox, project: ProjectRecord) => `${sandbox.config.baseUrl}/${project.fullPath}`,
  git: (sandbox: Sandbox, project: ProjectRecord) => `${sandbox.config.baseUrl}/${project.fullPath}.git`,
  ssh: (sandbox: Sandbox, project: ProjectRecord) =>
    `git@${new URL(sandbox.config.baseUrl).hostname}:${project.fullPath}.git`,
  commit: (sandbox: Sandbox, project: ProjectRecord, sha: string) =>
    `${sandbox.config.baseUrl}/${project.fullPath}/-/commit/${sha}`,
  branch: (sandbox: Sandbox, project: ProjectRecord, branch: string) =>
    `${sandbox.config.baseUrl}/${project.fullPath}/-/tree/${branch}`,
  mergeRequest: (sandbox: Sandbox, project: ProjectRecord, mergeRequest: MergeRequestRecord) =>
    `${sandbox.config.baseUrl}/${project.fullPath}/-/merge_requests/${mergeRequest.iid}`,
  user: (sandbox: Sandbox, user: UserRecord) => `${sandbox.config.baseUrl}/${user.username}`,
  avatar: (sandbox: Sandbox, user: UserRecord) =>
    `${sandbox.config.baseUrl}/uploads/user/avatar/${user.id}.svg`,
};
