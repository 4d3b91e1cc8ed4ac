import type { CodeHost } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { createMergeRequests } from './merge-requests';
import { createPipelineReader } from './pipeline-reader';
import { createPipelineRunner } from './pipeline-runner';
import { projectPaths } from './project-paths';
import { createProjectSetup } from './project-setup';
import { createRepositoryReader } from './repository-reader';
import { createRepositoryWriter } from './repository-writer';
import { resourceOptions } from './requester';
import { createTransport, type TransportOptions } from './transport';

/** A GitLab as one person sees it. Takes its address and that person's access token; opens no connection by itself. */
export function createCodeHost(options: TransportOptions): CodeHost {
  const transport = createTransport(options);
  const context: GitLabContext = {
    baseUrl: options.baseUrl,
    transport,
    resources: resourceOptions(options.baseUrl, transport),
    paths: projectPaths(options.baseUrl),
  };
  return {
    ...createPipelineReader(context),
    ...createPipelineRunner(context),
    ...createRepositoryReader(context),
    ...createRepositoryWriter(context),
    ...createMergeRequests(context),
    ...createProjectSetup(context),
  };
}
