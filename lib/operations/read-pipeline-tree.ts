import type { Bridge, Job } from '@/lib/domain/job';
import type { CodeHost } from '@/lib/ports/code-host';

/** GitLab allows children of children, no deeper. */
const deepest = 2;

/** One pipeline of a tree with its newest jobs. */
export interface PipelineBranch {
  readonly pipelineId: number;
  readonly parentPipelineId: number | null;
  readonly bridgeName: string | null;
  readonly webUrl: string | null;
  /** The names of the bridges that led here, each followed by ` / `. */
  readonly path: string;
  readonly jobs: readonly KeyedJob[];
  readonly bridges: readonly Bridge[];
}

/** `key` is the job's name behind the names of the bridges that led to it: unique in the whole tree. */
export interface KeyedJob extends Job {
  readonly key: string;
}

/**
 * A pipeline with its child pipelines in the same project. What a bridge started in another project is not entered:
 * that project decides for itself.
 */
export async function readPipelineTree(
  host: Pick<CodeHost, 'listJobs' | 'listBridges'>,
  project: number,
  pipelineId: number,
): Promise<PipelineBranch[]> {
  const tree: PipelineBranch[] = [];
  await visit({ pipelineId, parentPipelineId: null, bridgeName: null, webUrl: null, path: '', depth: 0 });
  return tree;

  async function visit(at: {
    pipelineId: number;
    parentPipelineId: number | null;
    bridgeName: string | null;
    webUrl: string | null;
    path: string;
    depth: number;
  }): Promise<void> {
    const [jobs, bridges] = await Promise.all([
      host.listJobs(project, at.pipelineId),
      at.depth < deepest ? host.listBridges(project, at.pipelineId) : Promise.resolve([]),
    ]);
    const { pipelineId: id, parentPipelineId, bridgeName, webUrl } = at;
    tree.push({
      pipelineId: id,
      parentPipelineId,
      bridgeName,
      webUrl,
      path: at.path,
      bridges,
      jobs: jobs.map((job) => ({ ...job, key: at.path + job.name })),
    });
    for (const bridge of bridges) {
      if (bridge.downstream?.projectId !== project) continue;
      await visit({
        pipelineId: bridge.downstream.id,
        parentPipelineId: id,
        bridgeName: bridge.name,
        webUrl: bridge.downstream.webUrl,
        path: `${at.path}${bridge.name} / `,
        depth: at.depth + 1,
      });
    }
  }
}
