import { evaluateExpression } from './evaluate-expression';
import { expandNested, expandText } from './expand-variables';
import type { Variables } from './expand-variables';
import type { NeedConfig, PolicyConfig, RuleConfig, When } from './job-config';
import { pathMatcher } from './match-path';

/** What rules are evaluated against. Paths are asked for only when a rule wants them. */
export interface RuleFacts {
  variables: Variables;
  /** `branch`, `tag` or `merge_request`: what the pipeline runs for. */
  refKind: 'branch' | 'tag' | 'merge_request';
  refName: string;
  source: string;
  project: string;
  /** Paths that changed, or null where GitLab has nothing to compare with (then `changes` is true). */
  changedPaths(compareTo: string | null): Promise<readonly string[] | null>;
  files(): Promise<readonly string[]>;
}

/** Whether every clause of one rule holds. */
export async function evaluateRule(rule: RuleConfig, facts: RuleFacts): Promise<boolean> {
  if (rule.if !== null && !evaluateExpression(rule.if, facts.variables)) return false;
  if (rule.changes !== null) {
    const compareTo =
      rule.changes.compareTo === null ? null : expandText(rule.changes.compareTo, facts.variables);
    if (!(await changed(rule.changes.paths, compareTo, facts))) return false;
  }
  if (rule.exists !== null) {
    const matches = pathMatcher(rule.exists.map((path) => expandText(path, facts.variables)));
    if (!(await facts.files()).some(matches)) return false;
  }
  return true;
}

async function changed(
  patterns: readonly string[],
  compareTo: string | null,
  facts: RuleFacts,
): Promise<boolean> {
  const paths = await facts.changedPaths(compareTo);
  return paths === null || paths.some(pathMatcher(patterns.map((path) => expandText(path, facts.variables))));
}

export type RulesOutcome =
  | {
      kind: 'included';
      when: When;
      startIn: number | null;
      allowFailure: boolean | null;
      variables: Variables;
      needs: NeedConfig[] | null;
    }
  | { kind: 'excluded' };

/** The first rule that holds decides; no rule, or one with `when: never`, leaves the job (or pipeline) out. */
export async function evaluateRules(
  rules: readonly RuleConfig[],
  facts: RuleFacts,
  defaultWhen: When,
): Promise<RulesOutcome> {
  for (const rule of rules) {
    if (!(await evaluateRule(rule, facts))) continue;
    const when = rule.when ?? defaultWhen;
    if (when === 'never') return { kind: 'excluded' };
    return {
      kind: 'included',
      when,
      startIn: rule.startIn,
      allowFailure: rule.allowFailure,
      variables: rule.variables,
      needs: rule.needs,
    };
  }
  return { kind: 'excluded' };
}

const SOURCE_KEYWORDS: Record<string, readonly string[]> = {
  pushes: ['push'],
  web: ['web'],
  api: ['api'],
  schedules: ['schedule'],
  triggers: ['trigger'],
  pipelines: ['pipeline'],
  external: ['external'],
  chat: ['chat'],
  external_pull_requests: ['external_pull_request_event'],
};

/** `only` (every clause that is given has to hold) and `except` (one is enough). */
export async function policiesAllow(
  only: PolicyConfig | null,
  except: PolicyConfig | null,
  facts: RuleFacts,
): Promise<boolean> {
  if (only) {
    if (only.refs.length > 0 && !only.refs.some((ref) => refMatches(ref, facts))) return false;
    if (
      only.variables.length > 0 &&
      !only.variables.some((text) => evaluateExpression(text, facts.variables))
    )
      return false;
    if (only.changes.length > 0 && !(await changed(only.changes, null, facts))) return false;
    if (only.kubernetes) return false;
  }
  if (except) {
    if (except.refs.some((ref) => refMatches(ref, facts))) return false;
    if (except.variables.some((text) => evaluateExpression(text, facts.variables))) return false;
    if (except.changes.length > 0 && (await changed(except.changes, null, facts))) return false;
  }
  return true;
}

function refMatches(pattern: string, facts: RuleFacts): boolean {
  const at = pattern.startsWith('/') ? pattern.indexOf('@', pattern.lastIndexOf('/')) : pattern.indexOf('@');
  const ref = at < 0 ? pattern : pattern.slice(0, at);
  if (at >= 0 && pattern.slice(at + 1) !== facts.project) return false;
  if (ref === 'branches') return facts.refKind === 'branch';
  if (ref === 'tags') return facts.refKind === 'tag';
  if (ref === 'merge_requests') return facts.refKind === 'merge_request';
  const sources = SOURCE_KEYWORDS[ref];
  if (sources?.includes(facts.source)) return true;
  if (facts.refKind === 'merge_request') return false;
  if (!ref.startsWith('/')) return ref === facts.refName;
  return evaluateExpression(`$REF =~ ${ref}`, { REF: facts.refName });
}

/** Variables as a rule sees them: later layers win, and names inside values are expanded. */
export function layerVariables(...layers: readonly Variables[]): Record<string, string> {
  return expandNested(Object.assign({}, ...layers) as Record<string, string>);
}
