import type { CodeHost } from '@/lib/ports/code-host';

/** Deletes a branch of ours, its live pipelines cancelled first if that is asked for. Does nothing the second time. */
export async function removeScratchBranch(
  host: CodeHost,
  project: number,
  branch: string,
  { cancelPipelines }: { cancelPipelines: boolean },
): Promise<void> {
  if (cancelPipelines) {
    for (const status of ['running', 'pending']) {
      const live = await host.listPipelines(project, { ref: branch, status });
      for (const pipeline of live) await host.cancelPipeline(project, pipeline.id);
    }
  }
  await host.deleteBranch(project, branch);
}
