import { addUser, ensureNamespace } from '../people/add-user';
import { setMember } from '../people/set-member';
import type { Sandbox } from '../sandbox';
import { ACCESS } from '../store/records';

/** In a sandbox that is still empty: an administrator and one person of each role in the group `acme`. */
export function seedDefaults(sandbox: Sandbox): void {
  if (sandbox.store.users.size > 0) return;
  addUser(sandbox, { username: 'root', name: 'Administrator', admin: true });
  const group = ensureNamespace(sandbox, 'acme');
  const people = [
    { username: 'maya', name: 'Maya Owner', level: ACCESS.owner },
    { username: 'max', name: 'Max Maintainer', level: ACCESS.maintainer },
    { username: 'dev', name: 'Dev Eloper', level: ACCESS.developer },
    { username: 'rita', name: 'Rita Reporter', level: ACCESS.reporter },
    { username: 'guest', name: 'Gus Guest', level: ACCESS.guest },
  ];
  for (const { username, name, level } of people)
    setMember(sandbox, 'group', group.id, addUser(sandbox, { username, name }).id, level);
}
