import type { Sandbox } from '../sandbox';
import type { NamespaceRecord, UserRecord, Visibility } from '../store/records';
import type { Store } from '../store/store';

/** Seeded people all sign in with this; the sandbox guards nothing worth more. */
const SEEDED_PASSWORD = 'password';

export interface NewUser {
  username: string;
  name?: string | undefined;
  email?: string | undefined;
  admin?: boolean | undefined;
  bot?: boolean | undefined;
  identityVerified?: boolean | undefined;
}

/** Makes a person with a namespace of their own. The username must be free. */
export function addUser(sandbox: Sandbox, wanted: NewUser): UserRecord {
  const { store, clock } = sandbox;
  const createdAt = clock.now().toISOString();
  const name = wanted.name ?? wanted.username.charAt(0).toUpperCase() + wanted.username.slice(1);
  const id = store.nextId('user');
  const namespace = addNamespace(sandbox, {
    kind: 'user',
    name,
    path: wanted.username,
    parentId: null,
    ownerId: id,
    visibility: 'public',
  });
  const user: UserRecord = {
    id,
    username: wanted.username,
    name,
    email: wanted.email ?? `${wanted.username}@example.com`,
    password: SEEDED_PASSWORD,
    admin: wanted.admin ?? false,
    bot: wanted.bot ?? false,
    state: 'active',
    identityVerified: wanted.identityVerified ?? true,
    namespaceId: namespace.id,
    createdAt,
  };
  store.users.set(id, user);
  return user;
}

export function findUser(store: Store, username: string): UserRecord | null {
  const wanted = username.toLowerCase();
  for (const user of store.users.values()) if (user.username.toLowerCase() === wanted) return user;
  return null;
}

function addNamespace(
  sandbox: Sandbox,
  wanted: {
    kind: 'group' | 'user';
    name: string;
    path: string;
    parentId: number | null;
    ownerId: number | null;
    visibility: Visibility;
  },
): NamespaceRecord {
  const { store, clock } = sandbox;
  const parent = wanted.parentId === null ? null : store.namespaces.get(wanted.parentId);
  const namespace: NamespaceRecord = {
    id: store.nextId('namespace'),
    ...wanted,
    fullPath: parent ? `${parent.fullPath}/${wanted.path}` : wanted.path,
    createdAt: clock.now().toISOString(),
  };
  store.namespaces.set(namespace.id, namespace);
  return namespace;
}

/** The group at a full path, made with all its parents where it is missing. A person's name finds their namespace. */
export function ensureNamespace(sandbox: Sandbox, fullPath: string): NamespaceRecord {
  const { store } = sandbox;
  const found = findNamespace(store, fullPath);
  if (found) return found;
  const slash = fullPath.lastIndexOf('/');
  const parent = slash < 0 ? null : ensureNamespace(sandbox, fullPath.slice(0, slash));
  const path = fullPath.slice(slash + 1);
  return addNamespace(sandbox, {
    kind: 'group',
    name: path.charAt(0).toUpperCase() + path.slice(1),
    path,
    parentId: parent?.id ?? null,
    ownerId: null,
    visibility: 'private',
  });
}

export function findNamespace(store: Store, fullPath: string): NamespaceRecord | null {
  const wanted = fullPath.toLowerCase();
  for (const namespace of store.namespaces.values())
    if (namespace.fullPath.toLowerCase() === wanted) return namespace;
  return null;
}
