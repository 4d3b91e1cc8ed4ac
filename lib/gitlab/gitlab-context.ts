import type { BaseResourceOptions } from '@gitbeaker/requester-utils';

import type { ProjectPaths } from './project-paths';
import type { Transport } from './transport';

/** What the parts of the adapter share. */
export interface GitLabContext {
  readonly baseUrl: string;
  readonly transport: Transport;
  readonly resources: BaseResourceOptions<false>;
  readonly paths: ProjectPaths;
}
