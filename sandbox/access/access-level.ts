import { ACCESS } from '../store/records';
import type { ProjectRecord } from '../store/records';
import type { Store } from '../store/store';

/** What a person may do in a group or one of its parents: the highest membership, 0 for none. */
export function namespaceAccess(store: Store, userId: number, namespaceId: number): number {
  let level = 0;
  for (let id: number | null = namespaceId; id !== null;) {
    const namespace = store.namespaces.get(id);
    if (!namespace) break;
    if (namespace.ownerId === userId) level = ACCESS.owner;
    for (const member of store.members.values()) {
      if (member.sourceType === 'group' && member.sourceId === id && member.userId === userId)
        level = Math.max(level, member.accessLevel);
    }
    id = namespace.parentId;
  }
  return level;
}

/** The highest of a person's memberships in the project, its groups and their parents; 0 for none. Administrators own everything. */
export function projectAccess(store: Store, userId: number, project: ProjectRecord): number {
  if (store.users.get(userId)?.admin) return ACCESS.owner;
  let level = namespaceAccess(store, userId, project.namespaceId);
  for (const member of store.members.values()) {
    if (member.sourceType === 'project' && member.sourceId === project.id && member.userId === userId)
      level = Math.max(level, member.accessLevel);
  }
  return level;
}

/** Whether someone who is no member may look: anyone at a public project, anyone signed in at an internal one. */
export function isOpenTo(project: ProjectRecord, userId: number | null): boolean {
  return project.visibility === 'public' || (project.visibility === 'internal' && userId !== null);
}
