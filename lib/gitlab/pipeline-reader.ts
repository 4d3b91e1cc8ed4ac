import { Jobs, Pipelines, type JobScope } from '@gitbeaker/rest';

import { isPlatformError, PlatformError } from '@/lib/domain/platform-error';
import type { PipelineReader } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { orNull } from './or-null';
import { wireBridge, wireJob } from './wire/job';
import { parseMany, parseOne } from './wire/parse-answer';
import { wirePipeline } from './wire/pipeline';
import { wireTestReport } from './wire/test-report';

// GitLab gives 100 at a time; a pipeline of more than 2,000 jobs is read in part.
const pages = { perPage: 100, maxPages: 20 };

export function createPipelineReader(context: GitLabContext): PipelineReader {
  const { resources, transport, paths } = context;
  const pipelines = new Pipelines(resources);
  const jobs = new Jobs(resources);
  return {
    async getPipeline(project, pipeline) {
      const found = parseOne(wirePipeline, await pipelines.show(project, pipeline), 'pipeline');
      paths.learn(found.projectId, found.webUrl);
      return found;
    },
    async listJobs(project, pipeline, options = {}) {
      const answer = await jobs.all(project, {
        pipelineId: pipeline,
        ...pages,
        ...(options.failedOnly === true ? { scope: ['failed'] as unknown as JobScope } : {}),
        ...(options.withRetried === true ? { includeRetried: true } : {}),
      });
      return parseMany(wireJob, answer, 'job');
    },
    async listBridges(project, pipeline) {
      return parseMany(
        wireBridge,
        await jobs.allPipelineBridges(project, pipeline, { ...pages } as object),
        'trigger job',
      );
    },
    async listPipelines(project, { ref, sha, status, updatedAfter }) {
      const answer = await pipelines.all(project, {
        ...(ref === undefined ? {} : { ref }),
        ...(sha === undefined ? {} : { sha }),
        ...(status === undefined ? {} : { status: status as 'failed' }),
        ...(updatedAfter === undefined
          ? { perPage: 20, page: 1 }
          : { ...pages, updatedAfter, orderBy: 'updated_at' as const }),
      });
      const found = parseMany(wirePipeline, answer, 'pipeline');
      for (const pipeline of found) paths.learn(pipeline.projectId, pipeline.webUrl);
      return found;
    },
    async getJob(project, job) {
      return parseOne(wireJob, await jobs.show(project, job), 'job');
    },
    openTrace(project, job) {
      return orNull(
        transport.stream({ method: 'GET', path: `api/v4/projects/${project}/jobs/${job}/trace` }),
      );
    },
    async findTestReport(project, pipeline, maxBytes) {
      const chunks = await orNull(
        transport.stream({
          method: 'GET',
          path: `api/v4/projects/${project}/pipelines/${pipeline}/test_report`,
        }),
      );
      if (!chunks) return null;
      const answer = parseJson(await collect(chunks, maxBytes));
      return parseOne(wireTestReport, answer, 'test report');
    },
    async findArtifact(project, job, path, maxBytes) {
      const inside = path.split('/').map(encodeURIComponent).join('/');
      try {
        const chunks = await orNull(
          transport.stream({
            method: 'GET',
            path: `api/v4/projects/${project}/jobs/${job}/artifacts/${inside}`,
          }),
        );
        return chunks && (await collect(chunks, maxBytes));
      } catch (error) {
        // GitLab's word for "the archive is there, this file is not in it" has been a 400 as well as a 404.
        if (isPlatformError(error) && error.kind === 'invalid' && error.details.status === 400) return null;
        throw error;
      }
    },
  };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new PlatformError('unexpected', 'GitLab answered with something that is not JSON.');
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new PlatformError('invalid', `The answer is larger than ${maxBytes} bytes.`);
    }
    kept.push(chunk);
  }
  return Buffer.concat(kept);
}
