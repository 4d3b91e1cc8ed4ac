import { ACCESS } from '../store/records';
import type { ProjectRecord, ProtectedBranchRecord } from '../store/records';
import type { Store } from '../store/store';
import { projectAccess } from './access-level';

/** Whether a branch name fits a protected branch's name, where `*` stands for anything. */
export function matchesBranch(pattern: string, branch: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return pattern === branch;
  if (!branch.startsWith(first) || branch.length < first.length + last.length || !branch.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = branch.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= branch.length - last.length;
}

export function protectionsOf(store: Store, projectId: number, branch: string): ProtectedBranchRecord[] {
  return [...store.protectedBranches.values()].filter(
    (rule) => rule.projectId === projectId && matchesBranch(rule.name, branch),
  );
}

export const isProtected = (store: Store, projectId: number, branch: string): boolean =>
  protectionsOf(store, projectId, branch).length > 0;

const reaches = (level: number, needed: number): boolean => needed !== ACCESS.none && level >= needed;

/**
 * Whether a person may push to a branch: Developers may, unless it is protected and their level does not reach; of several
 * rules the kindest counts. People of the target project may too, where a fork's merge request allows collaboration.
 */
export function canPush(store: Store, project: ProjectRecord, userId: number, branch: string): boolean {
  if (project.archived) return false;
  const level = projectAccess(store, userId, project);
  if (level < ACCESS.developer) return collaborationBranches(store, project, userId).includes(branch);
  const rules = protectionsOf(store, project.id, branch);
  return rules.length === 0 || rules.some((rule) => reaches(level, rule.pushLevel));
}

export function canMergeInto(store: Store, project: ProjectRecord, userId: number, branch: string): boolean {
  if (project.archived) return false;
  const level = projectAccess(store, userId, project);
  if (level < ACCESS.developer) return false;
  const rules = protectionsOf(store, project.id, branch);
  return (
    rules.length === 0 || rules.some((rule) => reaches(level, Math.min(rule.mergeLevel, rule.pushLevel)))
  );
}

/** Branches of a fork that a member of its target project may push to, because a merge request says so. */
export function collaborationBranches(store: Store, fork: ProjectRecord, userId: number): string[] {
  const branches: string[] = [];
  for (const mergeRequest of store.mergeRequests.values()) {
    if (mergeRequest.sourceProjectId !== fork.id || mergeRequest.projectId === fork.id) continue;
    if (!mergeRequest.allowCollaboration || mergeRequest.state !== 'opened') continue;
    const target = store.projects.get(mergeRequest.projectId);
    if (
      target &&
      projectAccess(store, userId, target) >= ACCESS.developer &&
      !isProtected(store, fork.id, mergeRequest.sourceBranch)
    )
      branches.push(mergeRequest.sourceBranch);
  }
  return branches;
}
