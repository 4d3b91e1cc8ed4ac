import { isMap, readCiConfiguration } from './ci-configuration';

/** What differs between two commits of the same text on the same branch. */
const OF_THE_COMMIT = /\$\{?CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|SHA|SHORT_SHA|TIMESTAMP|BEFORE_SHA)\b/;

/**
 * True when a rule of the merged configuration looks at the commit itself, so that a dry run on one commit says nothing certain
 * about another one of the same text. What cannot be read counts as looking.
 */
export function rulesSeeTheCommit(mergedYaml: string): boolean {
  const configuration = readCiConfiguration(mergedYaml);
  return configuration.kind === 'unreadable' || sees(configuration.root, false);
}

function sees(value: unknown, isCondition: boolean): boolean {
  if (typeof value === 'string') return isCondition && OF_THE_COMMIT.test(value);
  if (Array.isArray(value)) return value.some((one) => sees(one, isCondition));
  if (!isMap(value)) return false;
  return Object.entries(value).some(([key, inner]) =>
    // `variables` of `only` and `except` are conditions; elsewhere they are values that a condition may name.
    sees(inner, isCondition || key === 'if' || key === 'variables'),
  );
}
