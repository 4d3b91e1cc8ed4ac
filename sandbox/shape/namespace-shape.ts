import type { Sandbox } from '../sandbox';
import type { NamespaceRecord } from '../store/records';

export function namespaceBasic(sandbox: Sandbox, namespace: NamespaceRecord) {
  const prefix = namespace.kind === 'group' ? '/groups' : '';
  return {
    id: namespace.id,
    name: namespace.name,
    path: namespace.path,
    kind: namespace.kind,
    full_path: namespace.fullPath,
    parent_id: namespace.parentId,
    avatar_url: null,
    web_url: `${sandbox.config.baseUrl}${prefix}/${namespace.fullPath}`,
  };
}

export function groupShape(sandbox: Sandbox, group: NamespaceRecord) {
  return {
    id: group.id,
    web_url: `${sandbox.config.baseUrl}/groups/${group.fullPath}`,
    name: group.name,
    path: group.path,
    description: '',
    visibility: group.visibility,
    share_with_group_lock: false,
    require_two_factor_authentication: false,
    two_factor_grace_period: 48,
    project_creation_level: 'developer',
    auto_devops_enabled: null,
    subgroup_creation_level: 'maintainer',
    emails_disabled: false,
    emails_enabled: true,
    mentions_disabled: null,
    lfs_enabled: true,
    archived: false,
    default_branch: null,
    default_branch_protection: 2,
    avatar_url: null,
    request_access_enabled: true,
    full_name: fullName(sandbox, group),
    full_path: group.fullPath,
    created_at: group.createdAt,
    parent_id: group.parentId,
    organization_id: 1,
    shared_runners_setting: 'enabled',
    shared_with_groups: [],
  };
}

/** `Group / Subgroup` */
export function fullName(sandbox: Sandbox, namespace: NamespaceRecord): string {
  const parent = namespace.parentId === null ? null : sandbox.store.namespaces.get(namespace.parentId);
  return parent ? `${fullName(sandbox, parent)} / ${namespace.name}` : namespace.name;
}
