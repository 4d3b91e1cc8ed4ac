/**
 * What the sandbox remembers, apart from pipelines and jobs (`sandbox/ci/records.ts`).
 * Records are plain data, saved as they are; the API's shapes are made from them. Times are ISO 8601 strings.
 */

export const ACCESS = { none: 0, guest: 10, reporter: 20, developer: 30, maintainer: 40, owner: 50 } as const;

export interface UserRecord {
  id: number;
  username: string;
  name: string;
  email: string;
  password: string;
  admin: boolean;
  /** Made for a project or group access token. */
  bot: boolean;
  state: 'active' | 'blocked';
  /** GitLab.com refuses to start pipelines for people who have not proved who they are. */
  identityVerified: boolean;
  namespaceId: number;
  createdAt: string;
}

/** A group or a person's namespace; they share one row of ids. */
export interface NamespaceRecord {
  id: number;
  kind: 'group' | 'user';
  name: string;
  path: string;
  fullPath: string;
  parentId: number | null;
  ownerId: number | null;
  visibility: Visibility;
  createdAt: string;
}

export type Visibility = 'private' | 'internal' | 'public';

export interface ProjectRecord {
  id: number;
  name: string;
  path: string;
  /** `group/sub/project` */
  fullPath: string;
  namespaceId: number;
  creatorId: number;
  description: string | null;
  visibility: Visibility;
  archived: boolean;
  /** Empty until the first push. */
  defaultBranch: string;
  forkedFromProjectId: number | null;
  settings: ProjectSettings;
  createdAt: string;
  lastActivityAt: string;
  iids: Record<string, number>;
}

export interface ProjectSettings {
  mergePipelinesEnabled: boolean;
  mergeTrainsEnabled: boolean;
  onlyAllowMergeIfPipelineSucceeds: boolean;
  onlyAllowMergeIfAllDiscussionsAreResolved: boolean;
  autoCancelPendingPipelines: boolean;
  removeSourceBranchAfterMerge: boolean;
  publicJobs: boolean;
  mergeMethod: 'merge' | 'rebase_merge' | 'ff';
  /** Empty: `.gitlab-ci.yml`. */
  ciConfigPath: string;
  /** Seconds. */
  buildTimeout: number;
}

export interface MemberRecord {
  id: number;
  sourceType: 'project' | 'group';
  sourceId: number;
  userId: number;
  accessLevel: number;
  createdAt: string;
  expiresAt: string | null;
}

export interface TokenRecord {
  id: number;
  kind: 'personal' | 'project' | 'group' | 'oauth';
  /** SHA-256 of the token; the token itself is shown once and never kept. */
  digest: string;
  userId: number;
  name: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
  /** Project or group that a bot's token belongs to. */
  resourceId: number | null;
  accessLevel: number | null;
  /** OAuth: every pair that came from one consent shares a family, so that a stolen refresh token ends all of them. */
  oauth: {
    applicationId: number;
    familyId: string;
    refreshDigest: string;
    refreshUsedAt: string | null;
  } | null;
}

export interface ApplicationRecord {
  id: number;
  uid: string;
  secretDigest: string;
  name: string;
  redirectUris: string[];
  scopes: string[];
  confidential: boolean;
  trusted: boolean;
}

export interface AuthorizationCodeRecord {
  digest: string;
  applicationId: number;
  userId: number;
  redirectUri: string;
  scopes: string[];
  codeChallenge: string | null;
  expiresAt: string;
  /** The family of tokens it was spent on; a second use ends that family. */
  spentOn: string | null;
}

export interface ProtectedBranchRecord {
  id: number;
  projectId: number;
  /** A name or a pattern with `*`. */
  name: string;
  pushLevel: number;
  mergeLevel: number;
  allowForcePush: boolean;
}

export interface DiffVersionRecord {
  id: number;
  headSha: string;
  baseSha: string;
  startSha: string;
  createdAt: string;
}

export interface MergeRequestRecord {
  id: number;
  iid: number;
  /** The target project. */
  projectId: number;
  sourceProjectId: number;
  sourceBranch: string;
  targetBranch: string;
  title: string;
  description: string;
  state: 'opened' | 'closed' | 'merged' | 'locked';
  authorId: number;
  assigneeIds: number[];
  reviewerIds: number[];
  approvedByIds: number[];
  labels: string[];
  createdAt: string;
  updatedAt: string;
  mergedAt: string | null;
  mergedById: number | null;
  closedAt: string | null;
  closedById: number | null;
  mergeCommitSha: string | null;
  squash: boolean;
  removeSourceBranch: boolean;
  allowCollaboration: boolean;
  /** Who asked that it be merged when its pipeline succeeds. */
  autoMergeById: number | null;
  headSha: string;
  targetSha: string;
  /** The commit at `refs/merge-requests/:iid/merge`, null while there are conflicts. */
  mergeRefSha: string | null;
  /** Newest first. */
  versions: DiffVersionRecord[];
}

export interface NotePosition {
  position_type: 'text';
  base_sha: string;
  start_sha: string;
  head_sha: string;
  old_path: string;
  new_path: string;
  old_line: number | null;
  new_line: number | null;
}

export interface NoteRecord {
  id: number;
  projectId: number;
  noteable: { kind: 'merge_request'; mergeRequestId: number } | { kind: 'commit'; sha: string };
  discussionId: string;
  type: null | 'DiscussionNote' | 'DiffNote';
  authorId: number;
  body: string;
  system: boolean;
  internal: boolean;
  position: NotePosition | null;
  lineCode: string | null;
  resolvable: boolean;
  resolvedById: number | null;
  resolvedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface SuggestionRecord {
  id: number;
  noteId: number;
  fromLine: number;
  toLine: number;
  fromContent: string;
  toContent: string;
  applied: boolean;
  commitId: string | null;
}

export interface DraftNoteRecord {
  id: number;
  mergeRequestId: number;
  authorId: number;
  body: string;
  discussionId: string | null;
  resolveDiscussion: boolean;
  position: NotePosition | null;
  lineCode: string | null;
}

export interface AwardRecord {
  id: number;
  name: string;
  userId: number;
  awardable: { kind: 'merge_request' | 'note'; id: number };
  createdAt: string;
}

export interface CommitStatusRecord {
  id: number;
  projectId: number;
  sha: string;
  ref: string;
  name: string;
  status: 'pending' | 'running' | 'success' | 'failed' | 'canceled' | 'skipped';
  description: string | null;
  targetUrl: string | null;
  coverage: number | null;
  pipelineId: number | null;
  authorId: number;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface LabelRecord {
  id: number;
  projectId: number;
  name: string;
  color: string;
  description: string | null;
}

export interface HookRecord {
  id: number;
  projectId: number;
  url: string;
  name: string | null;
  description: string | null;
  /** Sent as `X-Gitlab-Token`. */
  token: string | null;
  /** Key of the Standard Webhooks signature. */
  signingToken: string | null;
  pushEvents: boolean;
  pushEventsBranchFilter: string;
  tagPushEvents: boolean;
  mergeRequestsEvents: boolean;
  noteEvents: boolean;
  pipelineEvents: boolean;
  jobEvents: boolean;
  enableSslVerification: boolean;
  createdAt: string;
  failuresInARow: number;
  /** Paused until then. */
  disabledUntil: string | null;
  testsAt: string[];
}

export interface HookEventRecord {
  id: number;
  hookId: number;
  projectId: number;
  url: string;
  trigger: string;
  eventName: string;
  idempotencyKey: string;
  eventUuid: string;
  requestData: object;
  requestHeaders: Record<string, string>;
  responseStatus: string;
  responseBody: string;
  responseHeaders: Record<string, string>;
  /** Seconds. */
  executionDuration: number;
  createdAt: string;
}

export interface CiVariableRecord {
  projectId: number;
  key: string;
  value: string;
  variableType: 'env_var' | 'file';
  protected: boolean;
  masked: boolean;
  hidden: boolean;
  raw: boolean;
  environmentScope: string;
  description: string | null;
}

export interface EnvironmentRecord {
  id: number;
  projectId: number;
  name: string;
  slug: string;
  externalUrl: string | null;
  state: 'available' | 'stopping' | 'stopped';
  createdAt: string;
  updatedAt: string;
}

export interface DeploymentRecord {
  id: number;
  iid: number;
  projectId: number;
  environmentId: number;
  jobId: number;
  userId: number;
  ref: string;
  sha: string;
  status: 'created' | 'running' | 'success' | 'failed' | 'canceled';
  createdAt: string;
  updatedAt: string;
}
