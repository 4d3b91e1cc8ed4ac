import type { Pipeline } from '@/lib/domain/pipeline';
import type { CodeHost } from '@/lib/ports/code-host';
import { isMergedResultRef } from './merged-result-ref';

/** A merged-results pipeline runs on a commit of GitLab's own, which has ours as its parent. */
export async function isMergedResultOf(
  host: CodeHost,
  project: number,
  pipeline: Pipeline,
  sha: string,
): Promise<boolean> {
  if (!isMergedResultRef(pipeline.ref)) return false;
  return (await host.getCommit(project, pipeline.sha)).parentShas.includes(sha);
}
