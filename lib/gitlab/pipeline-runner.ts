import { Jobs, Lint, Pipelines } from '@gitbeaker/rest';

import type { PipelineRunner } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { wireJob } from './wire/job';
import { wireLint } from './wire/lint';
import { parseOne } from './wire/parse-answer';
import { wirePipeline } from './wire/pipeline';

export function createPipelineRunner({ resources, paths }: GitLabContext): PipelineRunner {
  const pipelines = new Pipelines(resources);
  const jobs = new Jobs(resources);
  const lint = new Lint(resources);
  return {
    async retryJob(project, job) {
      return parseOne(wireJob, await jobs.retry(project, job), 'job');
    },
    async cancelPipeline(project, pipeline) {
      await pipelines.cancel(project, pipeline);
    },
    async createPipeline(project, ref) {
      const made = parseOne(wirePipeline, await pipelines.create(project, ref), 'pipeline');
      paths.learn(made.projectId, made.webUrl);
      return made;
    },
    async lint(project, { content, contentRef, dryRunRef }) {
      const dryRun = dryRunRef === undefined ? {} : { dryRun: true };
      const answer =
        content === undefined
          ? await lint.check(project, {
              includeJobs: true,
              ...dryRun,
              ...(contentRef === undefined ? {} : { contentRef }),
              ...(dryRunRef === undefined ? {} : { dryRunRef }),
            })
          : await lint.lint(project, content, {
              includeJobs: true,
              ...dryRun,
              ...(dryRunRef === undefined ? {} : { ref: dryRunRef }),
            });
      return parseOne(wireLint, answer, 'lint result');
    },
  };
}
