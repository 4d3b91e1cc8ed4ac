import { safeHref } from './safe-href';

const path = (name: string) => name.split('/').map(encodeURIComponent).join('/');

export function commitHref(projectUrl: string, sha: string): string | null {
  return safeHref(`${projectUrl}/-/commit/${encodeURIComponent(sha)}`);
}

export function branchHref(projectUrl: string, branch: string): string | null {
  return safeHref(`${projectUrl}/-/tree/${path(branch)}`);
}

export function pipelineHref(projectUrl: string, pipelineId: string): string | null {
  return safeHref(`${projectUrl}/-/pipelines/${encodeURIComponent(pipelineId)}`);
}

/** A job's page at a line of its log. */
export function logLineHref(jobUrl: string, line: number): string | null {
  return safeHref(`${jobUrl}#L${line}`);
}
