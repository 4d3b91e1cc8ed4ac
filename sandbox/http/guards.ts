import { isOpenTo, namespaceAccess, projectAccess } from '../access/access-level';
import { ACCESS } from '../store/records';
import type { MergeRequestRecord, NamespaceRecord, ProjectRecord, UserRecord } from '../store/records';
import type { Store } from '../store/store';
import { forbidden, notFound, unauthorized } from './api-error';
import type { ApiContext } from './context';

/** The person who asks; 401 for a visitor. */
export function currentUser(c: ApiContext): UserRecord {
  const identity = c.var.identity;
  if (!identity) throw unauthorized();
  return identity.user;
}

/** A project by its number or its whole path. */
export function findProject(store: Store, idOrPath: string): ProjectRecord | null {
  if (/^\d+$/.test(idOrPath)) return store.projects.get(Number(idOrPath)) ?? null;
  const wanted = idOrPath.toLowerCase();
  for (const project of store.projects.values())
    if (project.fullPath.toLowerCase() === wanted) return project;
  return null;
}

export interface ProjectGrant {
  project: ProjectRecord;
  /** Null only for a visitor who looks at a public project. */
  user: UserRecord | null;
  /** The member's level, 0 for someone who is none. */
  accessLevel: number;
}

/**
 * The project that `:id` names, for someone with at least `minAccessLevel` in it. 404 where the project cannot be seen,
 * 403 where it can but the level does not reach. Up to Reporter, an open project lets everyone in.
 */
export function requireProject(c: ApiContext, minAccessLevel: number): ProjectGrant {
  const { store } = c.var.sandbox;
  const user = c.var.identity?.user ?? null;
  const project = findProject(store, c.req.param('id') ?? '');
  if (!project) throw user ? notFound('Project') : notFoundForVisitor();
  const accessLevel = user ? projectAccess(store, user.id, project) : ACCESS.none;
  const open = isOpenTo(project, user?.id ?? null);
  if (accessLevel === ACCESS.none && !open) throw notFound('Project');
  const reaches = accessLevel >= minAccessLevel || (open && minAccessLevel <= ACCESS.reporter);
  if (!reaches) throw user ? forbidden() : unauthorized();
  return { project, user, accessLevel };
}

/** As `requireProject`, for what only someone signed in may do. */
export function requireMember(c: ApiContext, minAccessLevel: number): ProjectGrant & { user: UserRecord } {
  const user = currentUser(c);
  return { ...requireProject(c, minAccessLevel), user };
}

/** The group that `:id` names. 404 where it cannot be seen, 403 where the level does not reach. */
export function requireGroup(
  c: ApiContext,
  minAccessLevel: number,
): { group: NamespaceRecord; user: UserRecord } {
  const user = currentUser(c);
  const { store } = c.var.sandbox;
  const key = c.req.param('id') ?? '';
  const group = [...store.namespaces.values()].find(
    (one) =>
      one.kind === 'group' && (String(one.id) === key || one.fullPath.toLowerCase() === key.toLowerCase()),
  );
  if (!group) throw notFound('Group');
  const level = user.admin ? ACCESS.owner : namespaceAccess(store, user.id, group.id);
  const seesProject = [...store.projects.values()].some(
    (project) =>
      project.fullPath.startsWith(`${group.fullPath}/`) && projectAccess(store, user.id, project) > 0,
  );
  if (level === ACCESS.none && group.visibility === 'private' && !seesProject) throw notFound('Group');
  if (level < minAccessLevel) throw forbidden();
  return { group, user };
}

/** The merge request that `:merge_request_iid` names in the project that `:id` names. */
export function requireMergeRequest(
  c: ApiContext,
  minAccessLevel: number,
): ProjectGrant & { mergeRequest: MergeRequestRecord } {
  const grant = requireProject(c, minAccessLevel);
  const iid = Number(c.req.param('merge_request_iid'));
  for (const mergeRequest of c.var.sandbox.store.mergeRequests.values()) {
    if (mergeRequest.projectId === grant.project.id && mergeRequest.iid === iid)
      return { ...grant, mergeRequest };
  }
  throw notFound();
}

/** GitLab answers visitors as if the project did not exist. */
const notFoundForVisitor = () => notFound('Project');
