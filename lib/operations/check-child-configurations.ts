import type { CodeHost } from '@/lib/ports/code-host';
import { checkJobsToRun, type ChildConfig } from '@/lib/repair/jobs-that-would-run';

/**
 * Looks into the configurations of child pipelines that would start, at a branch or commit. Null when nothing in them stops
 * us, else why. Their rules are not evaluated: any of them may apply. `knownJobs` null: only what a job does is asked, not
 * whether it was part of the failed pipeline.
 */
export async function checkChildConfigurations(
  host: CodeHost,
  project: number,
  ref: string,
  children: readonly ChildConfig[],
  about: {
    knownJobs: readonly string[] | null;
    /** Of the known jobs those that were `manual` or `skipped`. */
    unstartedJobs: readonly string[];
    allowedJobs: readonly string[];
  },
): Promise<string | null> {
  for (const path of children.flatMap((child) => child.localPaths)) {
    const content = (await host.readFiles(project, ref, [path])).get(path);
    if (content === undefined) {
      return `The configuration of a child pipeline (${path}) could not be read, so what it would run is not known.`;
    }
    const lint = await host.lint(project, { content, contentRef: ref });
    const failedPipelineJobs = about.knownJobs ?? lint.jobs.map((job) => job.name);
    const looked = checkJobsToRun({ ...about, lint, evaluated: false, failedPipelineJobs });
    if (looked.kind === 'stopped') return looked.reason;
    if (looked.childConfigs.length > 0) {
      return `The child pipeline of ${path} would start children of its own, which are not looked into.`;
    }
  }
  return null;
}
