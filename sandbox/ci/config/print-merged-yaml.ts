import { stringify } from 'yaml';
import type { YamlMapping } from './yaml-value';

/**
 * The merged configuration as CI lint shows it: includes, `extends` and references resolved, while hidden jobs,
 * the `extends` keys and `default:` stay. Strings that YAML 1.1 would read as something else are quoted.
 */
export function printMergedYaml(config: YamlMapping): string {
  return `---\n${stringify(config, { version: '1.1', indentSeq: false, lineWidth: 0, aliasDuplicateObjects: false })}`;
}
