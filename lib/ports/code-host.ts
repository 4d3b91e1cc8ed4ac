import type { Bridge, Job } from '@/lib/domain/job';
import type { Pipeline } from '@/lib/domain/pipeline';

/**
 * What the product asks of a GitLab, on behalf of one connection. Every method may throw `PlatformError`;
 * `find…` gives null where GitLab answers 404. Ids are GitLab's own; `project` is the numeric project id.
 * Nothing here retries: the durable engine owns that.
 */
export type CodeHost = PipelineReader &
  PipelineRunner &
  RepositoryReader &
  RepositoryWriter &
  MergeRequests &
  ProjectSetup;

export interface PipelineReader {
  getPipeline(project: number, pipeline: number): Promise<Pipeline>;
  /**
   * Newest attempts only, bridges not included. `failedOnly` asks GitLab for the failed ones alone, `withRetried` for the
   * earlier attempts too.
   */
  listJobs(
    project: number,
    pipeline: number,
    options?: { failedOnly?: boolean; withRetried?: boolean },
  ): Promise<Job[]>;
  listBridges(project: number, pipeline: number): Promise<Bridge[]>;
  /** The newest pipelines of a ref or sha first; `updatedAfter` (ISO 8601) is for the sweep. */
  listPipelines(
    project: number,
    filter: { ref?: string; sha?: string; status?: string; updatedAfter?: string },
  ): Promise<Pipeline[]>;
  getJob(project: number, job: number): Promise<Job>;
  /** The job's log as it streams in; null when there is none (404). The caller bounds how much it takes. */
  openTrace(project: number, job: number): Promise<AsyncIterable<Uint8Array> | null>;
  /** The failed cases of a pipeline's JUnit reports, one suite a job; null when there is no report. At most `maxBytes` are read. */
  findTestReport(project: number, pipeline: number, maxBytes: number): Promise<TestSuiteReport[] | null>;
  /** One file out of the job's artifacts, at most `maxBytes`; null when the job has no such file. */
  findArtifact(project: number, job: number, path: string, maxBytes: number): Promise<Uint8Array | null>;
}

/** What a job's JUnit reports say of the tests that did not pass, as GitLab read them. */
export interface TestSuiteReport {
  /** The job, without the number that parallel jobs carry. */
  readonly jobName: string;
  readonly failed: readonly {
    readonly name: string;
    readonly classname: string;
    readonly file: string | null;
    /** The message with what stands below it. */
    readonly output: string;
  }[];
}

export interface PipelineRunner {
  /** Runs a finished job again, unchanged. The new job has a new id. */
  retryJob(project: number, job: number): Promise<Job>;
  cancelPipeline(project: number, pipeline: number): Promise<void>;
  createPipeline(project: number, ref: string): Promise<Pipeline>;
  /** What GitLab says of the CI configuration; with `dryRunRef`, of the pipeline that a push to that ref would start. */
  lint(
    project: number,
    request: { content?: string; contentRef?: string; dryRunRef?: string },
  ): Promise<CiLint>;
}

/** The merged configuration keeps hidden jobs, `extends` and `default:`. */
export interface CiLint {
  readonly valid: boolean;
  readonly errors: readonly string[];
  readonly mergedYaml: string;
  readonly jobs: readonly CiLintJob[];
}
export interface CiLintJob {
  readonly name: string;
  readonly stage: string;
  readonly when: string;
  readonly environment: string | null;
}

export interface RepositoryReader {
  /** Every path of the tree at a commit, files only. */
  listFiles(project: number, sha: string): Promise<string[]>;
  /** Texts of many files at a commit in few calls; a path that does not exist or is not UTF-8 text is absent. */
  readFiles(project: number, sha: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
  findBranch(project: number, name: string): Promise<Branch | null>;
  getCommit(project: number, sha: string): Promise<Commit>;
  /** Newest first, at most `limit` (100 is GitLab's most). */
  listCommits(project: number, ref: string, limit: number): Promise<Commit[]>;
  /** The commit that last changed a file, as seen from `ref`; null when the file is not there. */
  findLastCommit(project: number, ref: string, path: string): Promise<string | null>;
  /** Paths that differ between two commits, compared directly. */
  comparePaths(project: number, from: string, to: string): Promise<string[]>;
}
export interface Branch {
  readonly name: string;
  readonly headSha: string;
  readonly isProtected: boolean;
  readonly canPush: boolean;
}
export interface Commit {
  readonly sha: string;
  readonly parentShas: readonly string[];
  readonly title: string;
  readonly message: string;
  readonly authorName: string;
  readonly webUrl: string;
}

export interface RepositoryWriter {
  /**
   * One commit with all its file actions. `startSha` makes the branch at that commit first; without it the branch exists,
   * and `lastCommitIds` (path → commit that last changed it) lets GitLab refuse what changed meanwhile.
   * `conflict` when the branch or a file moved.
   */
  commit(project: number, request: CommitRequest): Promise<Commit>;
  createBranch(project: number, name: string, sha: string): Promise<Branch>;
  /** False when it was gone already. */
  deleteBranch(project: number, name: string): Promise<boolean>;
  revertCommit(project: number, sha: string, branch: string): Promise<Commit>;
}
export interface CommitRequest {
  readonly branch: string;
  readonly startSha?: string;
  /** With `startSha`: an existing branch is set to the new commit. Only ever used on scratch branches. */
  readonly replaceBranch?: boolean;
  readonly message: string;
  readonly actions: readonly CommitAction[];
}
export type CommitAction =
  | { readonly action: 'create'; readonly path: string; readonly content: string }
  | {
      readonly action: 'update';
      readonly path: string;
      readonly content: string;
      readonly lastCommitId?: string;
    }
  | { readonly action: 'delete'; readonly path: string; readonly lastCommitId?: string };

export interface MergeRequests {
  getMergeRequest(project: number, iid: number): Promise<MergeRequest>;
  /** Open ones whose source branch this is. */
  listOpenMergeRequests(project: number, sourceBranch: string): Promise<MergeRequest[]>;
  createMergeRequest(
    project: number,
    request: {
      sourceBranch: string;
      targetBranch: string;
      title: string;
      description: string;
      removeSourceBranch: boolean;
    },
  ): Promise<MergeRequest>;
  closeMergeRequest(project: number, iid: number): Promise<void>;
  /** Texts of the notes by `authorId` only, oldest first. */
  listNotesBy(project: number, iid: number, authorId: number): Promise<Note[]>;
  createNote(project: number, iid: number, body: string): Promise<Note>;
  updateNote(project: number, iid: number, note: number, body: string): Promise<Note>;
  /** The hunks of the merge request's newest version. */
  listDiffs(project: number, iid: number): Promise<MergeRequestFileDiff[]>;
  /** A discussion on a line of the diff; `invalid` when GitLab refuses the position. */
  createDiffDiscussion(
    project: number,
    iid: number,
    body: string,
    position: DiffPosition,
  ): Promise<{ id: string; noteId: number }>;
}
export interface MergeRequest {
  readonly iid: number;
  readonly title: string;
  readonly state: 'opened' | 'closed' | 'locked' | 'merged' | 'unknown';
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly sourceProjectId: number;
  readonly targetProjectId: number;
  readonly headSha: string;
  readonly webUrl: string;
  readonly authorName: string;
  readonly diffRefs: { readonly baseSha: string; readonly startSha: string; readonly headSha: string } | null;
}
export interface Note {
  readonly id: number;
  readonly body: string;
  readonly authorId: number;
  readonly system: boolean;
}
export interface MergeRequestFileDiff {
  readonly oldPath: string;
  readonly newPath: string;
  /** Unified hunks without file headers, as GitLab gives them. */
  readonly diff: string;
}
export interface DiffPosition {
  readonly baseSha: string;
  readonly startSha: string;
  readonly headSha: string;
  readonly oldPath: string;
  readonly newPath: string;
  readonly oldLine: number | null;
  readonly newLine: number | null;
}

export interface ProjectSetup {
  currentUser(): Promise<{ id: number; username: string; name: string }>;
  /** Projects where the connection's person has at least `minAccessLevel` (GitLab's numbers: 30 Developer, 40 Maintainer). */
  listProjects(filter: { search?: string; minAccessLevel: number }): Promise<GitLabProject[]>;
  getProject(project: number): Promise<GitLabProject>;
  /** Null when the person cannot see the project. */
  findAccessLevel(project: number, gitlabUserId: number): Promise<number | null>;
  /** Makes, or brings back into shape, the one webhook with this address; gives its id. */
  ensureHook(project: number, hook: { url: string; token: string; signingToken: string }): Promise<number>;
  /** Asks GitLab to send a test delivery; throws when the receiver did not take it. */
  testHook(project: number, hook: number): Promise<void>;
  deleteHook(project: number, hook: number): Promise<void>;
  /** The project's own CI variables with their values; null where the connection's person may not read them. */
  findVariables(project: number): Promise<CiVariable[] | null>;
}

/** A CI variable of a project. Its value is a secret until shown otherwise: it is never stored, shown or logged. */
export interface CiVariable {
  readonly key: string;
  /** Null where GitLab hides it from everyone. */
  readonly value: string | null;
  readonly isMasked: boolean;
}
export interface GitLabProject {
  readonly id: number;
  readonly name: string;
  readonly pathWithNamespace: string;
  readonly webUrl: string;
  readonly defaultBranch: string | null;
  /** The top-level group or user namespace. */
  readonly rootNamespace: { readonly id: number; readonly name: string; readonly path: string };
  /** Of the connection's person; null when GitLab does not say. */
  readonly accessLevel: number | null;
}
