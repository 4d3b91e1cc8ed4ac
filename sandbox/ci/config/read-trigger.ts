import type { FieldReader } from './field-reader';
import type { TriggerConfig, TriggerInclude } from './job-config';
import { isMapping } from './yaml-value';
import type { YamlMapping, YamlValue } from './yaml-value';

const TRIGGER_KEYS = new Set(['project', 'branch', 'include', 'strategy', 'forward', 'inputs']);

/** `trigger:` of a bridge: another project, or a child pipeline from files of this one. */
export function readTrigger(reader: FieldReader, value: YamlValue | undefined): TriggerConfig | null {
  if (typeof value === 'string') {
    return {
      project: value,
      branch: null,
      include: [],
      strategy: null,
      forward: { yamlVariables: true, pipelineVariables: false },
    };
  }
  if (!isMapping(value)) {
    reader.fail('has to be either a string or a hash');
    return null;
  }
  reader.knownKeys(value, TRIGGER_KEYS);
  const project = reader.text(value['project'], 'project should be a string');
  const include = readIncludes(reader.below('include'), value['include']);
  if (project === null && include.length === 0)
    reader.fail('config should contain either project or include');
  const strategy = reader.text(value['strategy'], 'strategy should be depend or mirror');
  if (strategy !== null && strategy !== 'depend' && strategy !== 'mirror')
    reader.fail('strategy should be depend or mirror');
  const forward = isMapping(value['forward']) ? value['forward'] : {};
  return {
    project,
    branch: reader.text(value['branch'], 'branch should be a string'),
    include,
    strategy: strategy === 'depend' || strategy === 'mirror' ? strategy : null,
    forward: {
      yamlVariables: reader.flag(forward['yaml_variables'], 'forward yaml variables', true),
      pipelineVariables: reader.flag(forward['pipeline_variables'], 'forward pipeline variables', false),
    },
  };
}

function readIncludes(reader: FieldReader, value: YamlValue | undefined): TriggerInclude[] {
  if (value === undefined || value === null) return [];
  const items = Array.isArray(value) ? value : [value];
  if (items.length > 3) reader.fail('config is too long (maximum is 3)');
  return items.flatMap((item) => {
    if (typeof item === 'string') return [{ kind: 'local' as const, path: item }];
    if (isMapping(item)) {
      const include = readInclude(item);
      if (include) return include;
    }
    reader.fail('config must specify the file where to fetch the config from');
    return [];
  });
}

function readInclude(item: YamlMapping): TriggerInclude[] | null {
  const { local, artifact, job, project, ref } = item;
  if (typeof local === 'string') return [{ kind: 'local', path: local }];
  if (typeof artifact === 'string' && typeof job === 'string')
    return [{ kind: 'artifact', path: artifact, job }];
  if (typeof project === 'string') {
    const files = Array.isArray(item['file']) ? item['file'] : [item['file'] ?? null];
    return files
      .filter((file): file is string => typeof file === 'string')
      .map((path) => ({ kind: 'project', project, path, ref: typeof ref === 'string' ? ref : null }));
  }
  return null;
}
