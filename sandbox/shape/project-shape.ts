import { namespaceAccess } from '../access/access-level';
import type { Sandbox } from '../sandbox';
import type { ProjectRecord } from '../store/records';
import { fullName, namespaceBasic } from './namespace-shape';
import { urls } from './urls';
import { userById } from './user-shape';

/** What `simple=true` gives. */
export function projectBasic(sandbox: Sandbox, project: ProjectRecord) {
  const namespace = sandbox.store.namespaces.get(project.namespaceId);
  if (!namespace) throw new Error(`project ${project.id} has no namespace`);
  const empty = project.defaultBranch === '';
  return {
    id: project.id,
    description: project.description,
    name: project.name,
    name_with_namespace: `${fullName(sandbox, namespace)} / ${project.name}`,
    path: project.path,
    path_with_namespace: project.fullPath,
    created_at: project.createdAt,
    default_branch: empty ? null : project.defaultBranch,
    tag_list: [],
    topics: [],
    ssh_url_to_repo: urls.ssh(sandbox, project),
    http_url_to_repo: urls.git(sandbox, project),
    web_url: urls.project(sandbox, project),
    readme_url: null,
    forks_count: forksOf(sandbox, project),
    avatar_url: null,
    star_count: 0,
    last_activity_at: project.lastActivityAt,
    visibility: project.visibility,
    namespace: namespaceBasic(sandbox, namespace),
  };
}

const forksOf = (sandbox: Sandbox, project: ProjectRecord): number =>
  [...sandbox.store.projects.values()].filter((one) => one.forkedFromProjectId === project.id).length;

/** A whole project; with `userId`, the memberships of that person as `permissions`. */
export function projectShape(sandbox: Sandbox, project: ProjectRecord, userId: number | null) {
  const { settings } = project;
  const source =
    project.forkedFromProjectId === null ? null : sandbox.store.projects.get(project.forkedFromProjectId);
  const namespace = sandbox.store.namespaces.get(project.namespaceId);
  const api = `${sandbox.config.baseUrl}/api/v4/projects/${project.id}`;
  return {
    ...projectBasic(sandbox, project),
    ...(source ? { forked_from_project: projectBasic(sandbox, source) } : {}),
    container_registry_image_prefix: `registry.invalid/${project.fullPath}`,
    _links: {
      self: api,
      issues: `${api}/issues`,
      merge_requests: `${api}/merge_requests`,
      repo_branches: `${api}/repository/branches`,
      labels: `${api}/labels`,
      events: `${api}/events`,
      members: `${api}/members`,
      cluster_agents: `${api}/cluster_agents`,
    },
    packages_enabled: false,
    empty_repo: project.defaultBranch === '',
    archived: project.archived,
    ...(namespace?.kind === 'user' && namespace.ownerId !== null
      ? { owner: userById(sandbox, namespace.ownerId) }
      : {}),
    resolve_outdated_diff_discussions: false,
    repository_object_format: 'sha1',
    issues_enabled: false,
    merge_requests_enabled: true,
    wiki_enabled: false,
    jobs_enabled: true,
    snippets_enabled: false,
    container_registry_enabled: false,
    service_desk_enabled: false,
    can_create_merge_request_in: true,
    issues_access_level: 'disabled',
    repository_access_level: 'enabled',
    merge_requests_access_level: 'enabled',
    forking_access_level: 'enabled',
    builds_access_level: 'enabled',
    environments_access_level: 'enabled',
    emails_disabled: false,
    emails_enabled: true,
    shared_runners_enabled: true,
    group_runners_enabled: true,
    lfs_enabled: false,
    creator_id: project.creatorId,
    import_status: 'none',
    open_issues_count: 0,
    updated_at: project.lastActivityAt,
    ci_default_git_depth: 20,
    ci_forward_deployment_enabled: true,
    ci_job_token_scope_enabled: false,
    ci_separated_caches: true,
    ci_allow_fork_pipelines_to_run_in_parent_project: true,
    build_git_strategy: 'fetch',
    keep_latest_artifact: true,
    restrict_user_defined_variables: false,
    auto_cancel_pending_pipelines: settings.autoCancelPendingPipelines ? 'enabled' : 'disabled',
    build_timeout: settings.buildTimeout,
    auto_devops_enabled: false,
    ci_config_path: settings.ciConfigPath === '' ? null : settings.ciConfigPath,
    public_jobs: settings.publicJobs,
    shared_with_groups: [],
    only_allow_merge_if_pipeline_succeeds: settings.onlyAllowMergeIfPipelineSucceeds,
    allow_merge_on_skipped_pipeline: null,
    request_access_enabled: true,
    only_allow_merge_if_all_discussions_are_resolved: settings.onlyAllowMergeIfAllDiscussionsAreResolved,
    remove_source_branch_after_merge: settings.removeSourceBranchAfterMerge,
    printing_merge_request_link_enabled: true,
    merge_method: settings.mergeMethod,
    squash_option: 'default_off',
    suggestion_commit_message: null,
    merge_commit_template: null,
    squash_commit_template: null,
    autoclose_referenced_issues: true,
    merge_pipelines_enabled: settings.mergePipelinesEnabled,
    merge_trains_enabled: settings.mergeTrainsEnabled,
    ...(userId === null ? {} : { permissions: permissions(sandbox, project, userId) }),
  };
}

function permissions(sandbox: Sandbox, project: ProjectRecord, userId: number) {
  const own = [...sandbox.store.members.values()].find(
    (member) => member.sourceType === 'project' && member.sourceId === project.id && member.userId === userId,
  );
  const inherited = namespaceAccess(sandbox.store, userId, project.namespaceId);
  const namespace = sandbox.store.namespaces.get(project.namespaceId);
  const level = (accessLevel: number) => ({ access_level: accessLevel, notification_level: 3 });
  // The owner of a personal namespace is a member of the project itself, not of a group.
  const personal = namespace?.kind === 'user' && namespace.ownerId === userId;
  return {
    project_access: own ? level(own.accessLevel) : personal ? level(inherited) : null,
    group_access: inherited > 0 && !personal ? level(inherited) : null,
  };
}
