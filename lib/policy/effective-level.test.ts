import { describe, expect, it } from 'vitest';

import { effectiveLevel } from './effective-level';

const at = (about: Partial<Parameters<typeof effectiveLevel>[0]>) =>
  effectiveLevel({ level: 'auto-validated', branchProtected: false, isFork: false, ...about });

describe('the effective level', () => {
  it("is the project's own on an ordinary branch", () => {
    expect(at({})).toEqual({
      level: 'auto-validated',
      allows: { suggest: true, commitLintFixes: true, commitValidatedFixes: true },
      chain: [{ rule: 'level', detail: "The project's level is auto-validated." }],
    });
  });

  it('is held down to suggest on a protected branch and in a fork, and says so', () => {
    for (const [about, rule] of [
      [{ branchProtected: true }, 'protected-branch'],
      [{ isFork: true }, 'fork'],
    ] as const) {
      const { level, allows, chain } = at(about);
      expect(level).toBe('suggest');
      expect(allows).toEqual({ suggest: true, commitLintFixes: false, commitValidatedFixes: false });
      expect(chain.at(-1)?.rule).toBe(rule);
    }
  });

  it('is never raised', () => {
    expect(at({ level: 'watch', branchProtected: true, isFork: true })).toMatchObject({
      level: 'watch',
      allows: { suggest: false, commitLintFixes: false, commitValidatedFixes: false },
    });
    expect(at({ level: 'suggest', branchProtected: true }).level).toBe('suggest');
  });
});
