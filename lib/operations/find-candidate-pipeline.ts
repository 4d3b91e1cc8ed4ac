import type { CodeHost } from '@/lib/ports/code-host';
import { isMergedResultOf } from './is-merged-result-of';

/** What is tried, and where. */
interface Candidate {
  readonly sha: string;
  readonly branch: string | null;
  readonly targetBranch: string;
  readonly mayHaveDraft: boolean;
}

/**
 * The pipeline that tells of a candidate; null while GitLab has none. The one that an event named counts only if it ran the
 * candidate: anyone who may push can start another on the same branch. With merged results, the draft merge request's
 * pipeline runs on a commit that GitLab made of the candidate and the target, so that it is found by the draft.
 */
export async function findCandidatePipeline(
  host: CodeHost,
  project: number,
  candidate: Candidate,
  named: number | null,
): Promise<number | null> {
  if (named !== null && (await host.getPipeline(project, named)).sha === candidate.sha) return named;
  const [own] = await host.listPipelines(project, { sha: candidate.sha });
  if (own) return own.id;
  if (!candidate.mayHaveDraft || candidate.branch === null) return null;
  const drafts = await host.listOpenMergeRequests(project, candidate.branch);
  for (const draft of drafts) {
    if (draft.sourceProjectId !== project || draft.targetBranch !== candidate.targetBranch) continue;
    const merged = await host.listPipelines(project, { ref: `refs/merge-requests/${draft.iid}/merge` });
    for (const pipeline of merged.slice(0, mostMerged)) {
      if (await isMergedResultOf(host, project, pipeline, candidate.sha)) return pipeline.id;
    }
  }
  return null;
}

/** A draft of ours has one; more come of people who ask for them. */
const mostMerged = 5;
