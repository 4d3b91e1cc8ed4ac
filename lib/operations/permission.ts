/** What a command or query asks of its caller, in GitLab's roles. */
export type Permission = 'reporter' | 'developer' | 'maintainer' | 'owner';

const needed: Record<Permission, number> = { reporter: 20, developer: 30, maintainer: 40, owner: 50 };

export function isAllowed(permission: Permission, accessLevel: number | null): boolean {
  return accessLevel !== null && accessLevel >= needed[permission];
}
