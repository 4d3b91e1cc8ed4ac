/** GitLab's word for an access level number. */
export function roleLabel(accessLevel: number): string {
  if (accessLevel >= 50) return 'Owner';
  if (accessLevel >= 40) return 'Maintainer';
  if (accessLevel >= 30) return 'Developer';
  return accessLevel >= 20 ? 'Reporter' : 'Guest';
}
