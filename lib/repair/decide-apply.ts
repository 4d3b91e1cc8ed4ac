import { type AutomationLevel, atLeast } from '@/lib/domain/automation-level';
import type { Category } from '@/lib/domain/category';
import type { FixOrigin } from '@/lib/domain/fix-origin';
import type { ValidationOutcome } from '@/lib/domain/validation-outcome';

export interface ApplyFacts {
  readonly level: AutomationLevel;
  readonly origin: FixOrigin;
  readonly category: Category;
  /** Of the integrity gate. */
  readonly gate: { readonly passed: boolean; readonly automatic: boolean };
  /** Null when it was not validated; then `notValidatedBecause` says why. */
  readonly outcome: ValidationOutcome | null;
  readonly notValidatedBecause?: string;
  readonly branchProtected: boolean;
  readonly isFork: boolean;
  /** True when the branch is no longer at the commit that failed. */
  readonly headMoved: boolean;
  /** True when every hunk lies on lines of the merge request's diff. */
  readonly expressibleAsSuggestion: boolean;
  /** Name of the person who approved this very fix; null when nobody has. */
  readonly approvedBy: string | null;
}

export interface Reason {
  readonly rule: string;
  readonly detail: string;
}

export interface Decision {
  /**
   * `suggest`: a GitLab suggestion where the fix can be one, else the diff to look at; nobody can make Pipemend commit it.
   * `wait-for-approval`: a person's approval commits it.
   */
  readonly kind: 'commit' | 'wait-for-approval' | 'suggest' | 'nothing';
  /** What led here, in the order in which it was asked; the last one decided. */
  readonly chain: readonly Reason[];
}

/** What may be done with a fix. Pure: the same facts give the same answer, and the chain says why. */
export function decideApply(facts: ApplyFacts): Decision {
  const chain: Reason[] = [];
  const because = (rule: string, detail: string) => void chain.push({ rule, detail });
  const end = (kind: Decision['kind'], rule: string, detail: string): Decision => {
    because(rule, detail);
    return { kind, chain };
  };

  if (facts.level === 'watch') {
    return end('nothing', 'level', 'At the level watch nothing is written to GitLab.');
  }
  because('level', `The project's level is ${facts.level}.`);
  if (facts.headMoved) {
    return end(
      'nothing',
      'head',
      'The branch has moved on since the commit that failed, so this fix is not for it any more.',
    );
  }
  if (!facts.gate.passed) {
    return end('nothing', 'gate', 'The integrity gate stopped this fix.');
  }
  because(
    'gate',
    facts.gate.automatic ? 'The integrity gate let it through.' : 'The integrity gate asks for a person.',
  );
  if (facts.outcome === 'still-failing' || facts.outcome === 'broke-something') {
    return end('nothing', 'validation', whyUseless(facts.outcome));
  }
  if (facts.outcome !== 'mended') {
    const why =
      facts.notValidatedBecause ??
      (facts.outcome === null ? 'no reason is recorded' : 'the pipeline showed nothing');
    return end('suggest', 'validation', `It was not validated, so it is only suggested: ${why}`);
  }
  because('validation', "The project's own pipeline passed with it.");
  if (facts.isFork) {
    return end('suggest', 'fork', 'The branch lies in a fork: its owner applies the fix.');
  }
  if (facts.branchProtected) {
    return end(
      'suggest',
      'protected-branch',
      'Nothing is committed to a protected branch, so it is only suggested.',
    );
  }
  if (facts.approvedBy !== null) return end('commit', 'approval', `${facts.approvedBy} approved it.`);
  const automatic = maySayYesItself(facts);
  if (automatic !== null) return end('commit', automatic.rule, automatic.detail);
  because('automation', whyNotAutomatic(facts));
  return facts.expressibleAsSuggestion && isLintFix(facts)
    ? end(
        'suggest',
        'suggestion',
        'Every change lies on lines of the merge request, so it becomes a GitLab suggestion.',
      )
    : end('wait-for-approval', 'approval', whyWaits(facts));
}

function maySayYesItself(facts: ApplyFacts): Reason | null {
  if (!facts.gate.automatic) return null;
  if (atLeast(facts.level, 'auto-validated')) {
    return {
      rule: 'auto-validated',
      detail: 'Validated fixes that pass the gate are committed at this level.',
    };
  }
  if (atLeast(facts.level, 'auto-lint') && isLintFix(facts)) {
    return {
      rule: 'auto-lint',
      detail: 'Validated format and lint fixes by a formatter or a tool are committed at this level.',
    };
  }
  return null;
}

function whyNotAutomatic(facts: ApplyFacts): string {
  if (!facts.gate.automatic) return 'A protected file is changed, so a person decides.';
  if (facts.level === 'suggest') return 'At the level suggest nothing is committed unasked.';
  return 'At the level auto-lint only format and lint fixes by a formatter or a tool are committed unasked.';
}

function whyUseless(outcome: 'still-failing' | 'broke-something'): string {
  return outcome === 'still-failing'
    ? "The fix was tried in the project's own pipeline, and the job that it is for still fails."
    : "The fix was tried in the project's own pipeline, and something that passed before fails with it.";
}

function whyWaits(facts: ApplyFacts): string {
  if (!facts.gate.automatic && atLeast(facts.level, 'auto-lint')) {
    return 'A protected file is changed, so it waits for approval.';
  }
  if (!isLintFix(facts))
    return 'Only format and lint fixes by a formatter or a tool become suggestions; this one waits for approval.';
  return 'It cannot be expressed as a suggestion on the merge request, so it waits for approval.';
}

function isLintFix({ origin, category }: ApplyFacts): boolean {
  return ['format', 'lint'].includes(category) && ['formatter', 'tool'].includes(origin);
}
