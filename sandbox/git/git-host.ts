/** What the rest of the sandbox asks of its bare repositories. Every sha is a full 40-hex commit id. */
export interface GitHost {
  /** Makes the bare repository of a project if it is missing and returns its folder. */
  ensureRepository(projectId: number): Promise<string>;
  repositoryPath(projectId: number): string;
  /** A branch, tag, `refs/…` name or sha to a commit id; null if there is none. */
  resolve(projectId: number, ref: string): Promise<string | null>;
  readFile(projectId: number, sha: string, path: string): Promise<Buffer | null>;
  listFiles(projectId: number, sha: string): Promise<string[]>;
  /** Paths that differ between two commits (`from` null: all files of `to`). */
  changedFiles(projectId: number, from: string | null, to: string): Promise<string[]>;
  mergeBase(projectId: number, a: string, b: string): Promise<string | null>;
  commit(projectId: number, sha: string): Promise<CommitInfo | null>;
  /** A detached work tree with its own `.git` (as the runner's clone has), at `dir`, which must not exist yet. */
  checkout(projectId: number, sha: string, dir: string): Promise<void>;
}

export interface CommitInfo {
  id: string;
  parentIds: string[];
  title: string;
  message: string;
  authorName: string;
  authorEmail: string;
  authoredDate: string;
  committerName: string;
  committerEmail: string;
  committedDate: string;
}
