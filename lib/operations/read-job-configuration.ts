import { OperationError } from '@/lib/domain/operation-error';
import { childConfigurationPath } from '@/lib/repair/child-configuration-path';
import type { CiLint, CodeHost } from '@/lib/ports/code-host';
import type { DiagnosisRow } from './load-diagnosis';

export const ciPath = '.gitlab-ci.yml';

/**
 * The merged configuration that a failed job was made from: the project's own, or for a job of a child pipeline that of
 * the file which its trigger job includes.
 */
export async function readJobConfiguration(
  host: CodeHost,
  project: number,
  sha: string,
  row: Pick<DiagnosisRow, 'failure'> & { jobs: readonly { pipelineId: bigint }[] },
): Promise<CiLint> {
  const root = await host.lint(project, { contentRef: sha });
  const bridges = bridgePath(row);
  let configuration = root;
  for (const bridge of bridges) {
    const path = childConfigurationPath(configuration.mergedYaml, bridge);
    if (path === null) {
      throw new OperationError(
        'invalid',
        `The configuration behind the trigger job ${bridge} does not lie in this repository.`,
      );
    }
    const content = (await host.readFiles(project, sha, [path])).get(path);
    if (content === undefined) throw new OperationError('invalid', `${path} could not be read.`);
    configuration = await host.lint(project, { content, contentRef: sha });
  }
  return configuration;
}

function bridgePath(
  row: Pick<DiagnosisRow, 'failure'> & { jobs: readonly { pipelineId: bigint }[] },
): string[] {
  const path: string[] = [];
  let at = row.jobs[0]?.pipelineId ?? null;
  while (at !== null) {
    const pipeline = row.failure.pipelines.find((one) => one.pipelineId === at);
    if (!pipeline?.bridgeName) break;
    path.unshift(pipeline.bridgeName);
    at = pipeline.parentPipelineId;
  }
  return path;
}
