import type { Sandbox } from '../sandbox';
import type { NamespaceRecord, ProjectRecord, ProjectSettings, Visibility } from '../store/records';

const DEFAULT_SETTINGS: ProjectSettings = {
  mergePipelinesEnabled: false,
  mergeTrainsEnabled: false,
  onlyAllowMergeIfPipelineSucceeds: false,
  onlyAllowMergeIfAllDiscussionsAreResolved: false,
  autoCancelPendingPipelines: true,
  removeSourceBranchAfterMerge: true,
  publicJobs: true,
  mergeMethod: 'merge',
  ciConfigPath: '',
  buildTimeout: 3600,
};

export interface NewProject {
  path: string;
  name?: string | undefined;
  description?: string | null | undefined;
  visibility?: Visibility | undefined;
  settings?: Partial<ProjectSettings> | undefined;
  forkedFromProjectId?: number | null | undefined;
}

/** Makes a project with an empty repository. The path must be free in the namespace. */
export async function createProject(
  sandbox: Sandbox,
  namespace: NamespaceRecord,
  creatorId: number,
  wanted: NewProject,
): Promise<ProjectRecord> {
  const { store, clock } = sandbox;
  const now = clock.now().toISOString();
  const project: ProjectRecord = {
    id: store.nextId('project'),
    name: wanted.name ?? wanted.path,
    path: wanted.path,
    fullPath: `${namespace.fullPath}/${wanted.path}`,
    namespaceId: namespace.id,
    creatorId,
    description: wanted.description ?? null,
    visibility: wanted.visibility ?? 'private',
    archived: false,
    defaultBranch: '',
    forkedFromProjectId: wanted.forkedFromProjectId ?? null,
    settings: { ...DEFAULT_SETTINGS, ...wanted.settings },
    createdAt: now,
    lastActivityAt: now,
    iids: {},
  };
  await sandbox.git.ensureRepository(project.id);
  store.projects.set(project.id, project);
  store.touch();
  return project;
}

/** Marks a branch as protected for pushes and merges by Maintainers, or by the levels given. */
export function protectBranch(
  sandbox: Sandbox,
  projectId: number,
  name: string,
  levels: { pushLevel?: number; mergeLevel?: number; allowForcePush?: boolean } = {},
): void {
  const id = sandbox.store.nextId('protectedBranch');
  sandbox.store.protectedBranches.set(id, {
    id,
    projectId,
    name,
    pushLevel: levels.pushLevel ?? 40,
    mergeLevel: levels.mergeLevel ?? 40,
    allowForcePush: levels.allowForcePush ?? false,
  });
}
