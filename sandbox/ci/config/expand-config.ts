import type { RuleFacts } from './evaluate-rules';
import type { PipelineConfig } from './job-config';
import { parseYaml } from './parse-yaml';
import { printMergedYaml } from './print-merged-yaml';
import { readConfig } from './read-config';
import { resolveExtends } from './resolve-extends';
import { resolveIncludes } from './resolve-includes';
import type { ConfigSource, IncludeRecord } from './resolve-includes';
import { resolveReferences } from './resolve-references';
import type { YamlMapping } from './yaml-value';

export interface ExpandedConfig {
  errors: string[];
  warnings: string[];
  /** Null where the text could not even be put together. */
  mergedYaml: string | null;
  includes: IncludeRecord[];
  config: PipelineConfig | null;
}

/**
 * The whole way from the text of a CI file to the pipeline it describes: includes, `extends`, references, defaults,
 * `parallel` and validation. `config` is null exactly when there are errors. Rules of jobs are not evaluated here.
 */
export async function expandConfig(
  content: string,
  source: ConfigSource,
  facts: RuleFacts,
): Promise<ExpandedConfig> {
  const broken = (message: string, includes: IncludeRecord[] = []): ExpandedConfig => ({
    errors: [message],
    warnings: [],
    mergedYaml: null,
    includes,
    config: null,
  });
  const parsed = parseYaml(content);
  if (parsed.kind === 'invalid') return broken(parsed.message);
  const included = await resolveIncludes(parsed.value, source, facts);
  if (included.kind === 'invalid') return broken(included.message);
  const extended = resolveExtends(included.value);
  if (extended.kind === 'invalid') return broken(extended.message, included.includes);
  const resolved = resolveReferences(extended.value);
  if (resolved.kind === 'invalid') return broken(resolved.message, included.includes);

  const merged = withEdgeStages(resolved.value);
  const read = readConfig(merged);
  return {
    errors: read.errors,
    warnings: read.warnings,
    mergedYaml: printMergedYaml(merged),
    includes: included.includes,
    config: read.errors.length === 0 ? read.config : null,
  };
}

/** GitLab writes the two stages that are always there into a list of stages, and shows them in the merged YAML. */
function withEdgeStages(config: YamlMapping): YamlMapping {
  const stages = config['stages'];
  if (!Array.isArray(stages) || stages.length === 0) return config;
  const middle = stages.filter((stage) => stage !== '.pre' && stage !== '.post');
  return { ...config, stages: ['.pre', ...middle, '.post'] };
}
