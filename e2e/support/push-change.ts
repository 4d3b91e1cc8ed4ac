import { sandbox } from './stack-parts';

/** A Developer pushes a branch with a change and opens a merge request for it. */
export async function pushChange(
  project: number,
  change: {
    branch: string;
    title: string;
    files: Readonly<Record<string, string>>;
    existing?: readonly string[];
  },
): Promise<{ sha: string; iid: number }> {
  const developer = await sandbox().person('dev');
  const { branch, title, files, existing = [] } = change;
  const sha = await developer.commit(project, {
    branch,
    startBranch: 'main',
    message: title,
    files,
    existing,
  });
  const { iid } = await developer.request<{ iid: number }>('POST', `/projects/${project}/merge_requests`, {
    source_branch: branch,
    target_branch: 'main',
    title,
  });
  return { sha, iid };
}

/** A file of a branch, as GitLab has it. */
export async function readFile(project: number, branch: string, path: string): Promise<string> {
  const developer = await sandbox().person('dev');
  const { content } = await developer.get<{ content: string }>(
    `/projects/${project}/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(branch)}`,
  );
  return Buffer.from(content, 'base64').toString('utf8');
}
