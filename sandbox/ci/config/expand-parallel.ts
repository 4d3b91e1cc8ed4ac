import type { FieldReader } from './field-reader';
import type { JobConfig } from './job-config';
import { isMapping, scalarText } from './yaml-value';
import type { YamlValue } from './yaml-value';

const MAX_INSTANCES = 200;

/** The jobs that `parallel:` makes of one: `test 1/3` for a number, `test: [linux, 20]` for a matrix. */
export function expandParallel(
  job: JobConfig,
  value: YamlValue | undefined,
  reader: FieldReader,
): JobConfig[] {
  if (value === undefined || value === null) return [job];
  const below = reader.below('parallel');
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || value < 1 || value > MAX_INSTANCES) {
      below.fail(
        value < 1 ? 'must be greater than or equal to 1' : `must be less than or equal to ${MAX_INSTANCES}`,
      );
      return [job];
    }
    return Array.from({ length: value }, (_, at) => ({
      ...job,
      name: `${job.name} ${at + 1}/${value}`,
      instance: { index: at + 1, total: value, matrix: {} },
    }));
  }
  const rows = isMapping(value) && Array.isArray(value['matrix']) ? value['matrix'] : null;
  if (!rows) {
    below.fail('should be a numeric value or a hash');
    return [job];
  }
  const combinations = rows.flatMap((row) => (isMapping(row) ? product(row) : []));
  if (combinations.length === 0 || combinations.length > MAX_INSTANCES) {
    below.fail(`matrix config generates too many jobs (maximum is ${MAX_INSTANCES})`);
    return [job];
  }
  return combinations.map((matrix, at) => ({
    ...job,
    name: `${job.name}: [${Object.values(matrix).join(', ')}]`,
    variables: { ...job.variables, ...matrix },
    instance: { index: at + 1, total: combinations.length, matrix },
  }));
}

function product(row: Record<string, YamlValue>): Record<string, string>[] {
  let combinations: Record<string, string>[] = [{}];
  for (const [key, value] of Object.entries(row)) {
    const values = (Array.isArray(value) ? value : [value]).map((item) => scalarText(item) ?? '');
    combinations = combinations
      .slice(0, MAX_INSTANCES + 1)
      .flatMap((combination) =>
        values.slice(0, MAX_INSTANCES + 1).map((item) => ({ ...combination, [key]: item })),
      );
  }
  return combinations;
}
