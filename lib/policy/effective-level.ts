import { type AutomationLevel, atLeast } from '@/lib/domain/automation-level';

export interface LevelFacts {
  readonly level: AutomationLevel;
  readonly branchProtected: boolean;
  readonly isFork: boolean;
}

export interface EffectiveLevel {
  readonly level: AutomationLevel;
  readonly allows: {
    /** Notes and scratch branches may be written. */
    readonly suggest: boolean;
    readonly commitLintFixes: boolean;
    readonly commitValidatedFixes: boolean;
  };
  /** What was looked at and what came of it, in order. */
  readonly chain: readonly { readonly rule: string; readonly detail: string }[];
}

/** How far automation may go for one branch: the project's level, held down where the branch is protected or lies in a fork. */
export function effectiveLevel({ level, branchProtected, isFork }: LevelFacts): EffectiveLevel {
  const chain = [{ rule: 'level', detail: `The project's level is ${level}.` }];
  let effective = level;
  if (branchProtected && atLeast(level, 'auto-lint')) {
    effective = 'suggest';
    chain.push({
      rule: 'protected-branch',
      detail: 'The branch is protected, so nothing is committed to it unasked.',
    });
  }
  if (isFork && atLeast(effective, 'auto-lint')) {
    effective = 'suggest';
    chain.push({ rule: 'fork', detail: 'The branch lies in a fork, so fixes are only suggested.' });
  }
  return {
    level: effective,
    allows: {
      suggest: atLeast(effective, 'suggest'),
      commitLintFixes: atLeast(effective, 'auto-lint'),
      commitValidatedFixes: atLeast(effective, 'auto-validated'),
    },
    chain,
  };
}
