import type { Sandbox } from '../sandbox';
import type { MemberRecord, UserRecord } from '../store/records';
import { urls } from './urls';

/** A person as they appear inside other answers. */
export function userBasic(sandbox: Sandbox, user: UserRecord) {
  return {
    id: user.id,
    username: user.username,
    public_email: null,
    name: user.name,
    state: user.state,
    locked: false,
    avatar_url: urls.avatar(sandbox, user),
    web_url: urls.user(sandbox, user),
  };
}

export type UserBasic = ReturnType<typeof userBasic>;

/** The person with this id, or a ghost where they are gone. */
export function userById(sandbox: Sandbox, id: number): UserBasic {
  const user = sandbox.store.users.get(id);
  if (user) return userBasic(sandbox, user);
  return {
    id,
    username: 'ghost',
    public_email: null,
    name: 'Ghost User',
    state: 'active',
    locked: false,
    avatar_url: `${sandbox.config.baseUrl}/uploads/user/avatar/0.svg`,
    web_url: `${sandbox.config.baseUrl}/ghost`,
  };
}

/** Somebody else's profile. */
export function userProfile(sandbox: Sandbox, user: UserRecord) {
  return {
    ...userBasic(sandbox, user),
    created_at: user.createdAt,
    bio: '',
    location: '',
    linkedin: '',
    twitter: '',
    discord: '',
    website_url: '',
    github: '',
    job_title: '',
    pronouns: null,
    organization: '',
    bot: user.bot,
    work_information: null,
    followers: 0,
    following: 0,
    is_followed: false,
    local_time: null,
  };
}

/** One's own profile (`GET /user`). */
export function ownProfile(sandbox: Sandbox, user: UserRecord) {
  return {
    ...userProfile(sandbox, user),
    last_sign_in_at: user.createdAt,
    confirmed_at: user.createdAt,
    last_activity_on: sandbox.clock.now().toISOString().slice(0, 10),
    email: user.email,
    theme_id: 1,
    color_scheme_id: 1,
    projects_limit: 100_000,
    current_sign_in_at: user.createdAt,
    identities: [],
    can_create_group: true,
    can_create_project: true,
    two_factor_enabled: false,
    external: false,
    private_profile: false,
    commit_email: user.email,
    preferred_language: 'en',
    ...(user.admin ? { is_admin: true } : {}),
  };
}

export function memberShape(sandbox: Sandbox, member: MemberRecord) {
  return {
    ...userById(sandbox, member.userId),
    access_level: member.accessLevel,
    created_at: member.createdAt,
    expires_at: member.expiresAt,
    membership_state: 'active',
  };
}
