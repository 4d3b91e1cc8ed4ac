import type { CodeHost } from '@/lib/ports/code-host';

/** What was done in GitLab: nothing the second time. */
export interface Removal {
  readonly branch: string;
  readonly isDeleted: boolean;
  readonly cancelledPipelines: readonly number[];
}

/** Deletes a branch of ours, its live pipelines cancelled first if that is asked for. Does nothing the second time. */
export async function removeScratchBranch(
  host: CodeHost,
  project: number,
  branch: string,
  { cancelPipelines }: { cancelPipelines: boolean },
): Promise<Removal> {
  const cancelledPipelines: number[] = [];
  if (cancelPipelines) {
    for (const status of ['running', 'pending']) {
      const live = await host.listPipelines(project, { ref: branch, status });
      for (const pipeline of live) {
        await host.cancelPipeline(project, pipeline.id);
        cancelledPipelines.push(pipeline.id);
      }
    }
  }
  return { branch, isDeleted: await host.deleteBranch(project, branch), cancelledPipelines };
}
