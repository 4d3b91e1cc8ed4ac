import type { Sandbox } from '../sandbox';
import type { MemberRecord } from '../store/records';

/** Gives a person a level in a project or group, in place of the one they had there. */
export function setMember(
  sandbox: Sandbox,
  sourceType: 'project' | 'group',
  sourceId: number,
  userId: number,
  accessLevel: number,
): MemberRecord {
  const { store, clock } = sandbox;
  for (const member of store.members.values()) {
    if (member.sourceType !== sourceType || member.sourceId !== sourceId || member.userId !== userId)
      continue;
    member.accessLevel = accessLevel;
    store.touch();
    return member;
  }
  const member: MemberRecord = {
    id: store.nextId('member'),
    sourceType,
    sourceId,
    userId,
    accessLevel,
    createdAt: clock.now().toISOString(),
    expiresAt: null,
  };
  store.members.set(member.id, member);
  return member;
}
