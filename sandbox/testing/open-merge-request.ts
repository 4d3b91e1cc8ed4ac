import { field, record } from './gitlab-driver';
import type { GitlabDriver } from './gitlab-driver';

export interface OpenMergeRequest {
  id: number;
  base: string;
  head: string;
}

export const LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
export const text = (lines: string[]): string => lines.map((line) => `${line}\n`).join('');

/** A project with a merge request from `work` that adds a line after the third and changes the last. */
export async function withMergeRequest(
  gitlab: GitlabDriver,
  dev: string,
  name: string,
): Promise<OpenMergeRequest> {
  const id = await gitlab.project(name, { 'a.txt': text(LINES), 'other.txt': 'other\n' });
  const changed = ['one', 'two', 'three', 'added', 'four', 'five', 'six', 'SEVEN'];
  await gitlab.control('POST', `/projects/${id}/branches`, {
    user: 'dev',
    branches: [{ name: 'work', files: { 'a.txt': text(changed) } }],
  });
  const opened = await gitlab.ok(dev, 'POST', `/projects/${id}/merge_requests`, {
    source_branch: 'work',
    target_branch: 'main',
    title: 'Change things',
    labels: 'bug',
  });
  const refs = record(opened['diff_refs']);
  return { id, base: field(refs, 'base_sha'), head: field(refs, 'head_sha') };
}

export const mr = (id: number, rest = ''): string => `/projects/${id}/merge_requests/1${rest}`;

/** Writes a thread at a line of the merge request's diff. */
export async function placed(
  gitlab: GitlabDriver,
  dev: string,
  project: OpenMergeRequest,
  body: string,
  line: { old_line?: number; new_line?: number },
  changes: object = {},
) {
  return gitlab.api(dev, 'POST', mr(project.id, '/discussions'), {
    body,
    position: {
      position_type: 'text',
      base_sha: project.base,
      start_sha: project.base,
      head_sha: project.head,
      old_path: 'a.txt',
      new_path: 'a.txt',
      ...line,
      ...changes,
    },
  });
}
