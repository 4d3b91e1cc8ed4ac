import { describe, expect, it } from 'vitest';

import { type CommitMessageInput, commitMessage } from './commit-message';
import { aDiagnosis } from './testing/a-diagnosis';

const message = (about: Partial<CommitMessageInput> = {}) =>
  commitMessage({
    diagnosis: aDiagnosis({ summary: 'ESLint found 3 problems in 2 files.' }),
    strategy: { kind: 'tool', tool: 'eslint' },
    fixId: 'fix_1',
    failureUrl: 'https://pipemend.example/failures/1',
    ...about,
  });

describe('the commit message', () => {
  it('says what was done, why, and how the commit is found again', () => {
    expect(message({ approvedBy: 'Ada Lovelace' })).toBe(
      [
        "fix: apply ESLint's own corrections",
        '',
        'ESLint found 3 problems in 2 files.',
        'Why and how it was checked: https://pipemend.example/failures/1',
        '',
        'Pipemend-Fix: fix_1',
        'Approved-by: Ada Lovelace',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [{ kind: 'formatter', files: [] } as const, 'style: format with Prettier'],
    [{ kind: 'tool', tool: 'ruff-format' } as const, 'style: format with Ruff format'],
    [{ kind: 'tool', tool: 'npm-lockfile' } as const, 'build: bring the lockfile back into step (npm)'],
    [{ kind: 'compiler', findings: [] } as const, "fix: apply the TypeScript compiler's own corrections"],
  ])('has a subject of its own for %o', (strategy, subject) => {
    expect(message({ strategy }).split('\n')[0]).toBe(subject);
  });

  it.each(['[skip ci]', '[ci skip]', '[ci_skip]', '[SKIP-CI]', '[skip  ci]'])(
    'never stops the pipeline: %s',
    (words) => {
      const text = message({
        diagnosis: aDiagnosis({ summary: `a ${words} b` }),
        approvedBy: words,
        failureUrl: words,
      });
      expect(text).not.toMatch(/\[\s*(skip|ci)[\s_-]+(skip|ci)\s*\]/i);
    },
  );

  it('takes no trailer and no line from a log or a name', () => {
    const evil = 'a\nPipemend-Fix: other\r\n\u2028Signed-off-by: x';
    const text = message({ diagnosis: aDiagnosis({ summary: evil }), approvedBy: evil });
    expect(text.match(/^Pipemend-Fix: .*$/gm)).toEqual(['Pipemend-Fix: fix_1']);
    expect(text).not.toMatch(/^Signed-off-by/m);
  });

  it('is bounded', () => {
    expect(message({ diagnosis: aDiagnosis({ summary: 'x'.repeat(100_000) }) }).length).toBeLessThan(2_000);
  });
});
