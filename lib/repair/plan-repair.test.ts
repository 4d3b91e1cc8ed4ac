import { describe, expect, it } from 'vitest';

import type { Category } from '@/lib/domain/category';
import type { Diagnosis } from '@/lib/domain/diagnosis';

import { planRepair } from './plan-repair';
import { aDiagnosis, aFinding } from './testing/a-diagnosis';

const plan = (about: Partial<Diagnosis>, modelConfigured = false) =>
  planRepair({ diagnosis: aDiagnosis(about), jobName: 'lint', modelConfigured });

describe('the plan', () => {
  it('formats what Prettier named in the process first, then in the runner', () => {
    const findings = ['src/a.js', 'src/b.js', 'src/a.js'].map((file) => aFinding({ tool: 'prettier', file }));
    expect(plan({ category: 'format', findings })).toEqual({
      kind: 'strategies',
      strategies: [
        { kind: 'formatter', files: ['src/a.js', 'src/b.js'] },
        { kind: 'tool', tool: 'prettier' },
      ],
      needsControlRun: false,
    });
  });

  it("lets a linter's own fix mode mend what it found", () => {
    expect(plan({ findings: [aFinding({})] })).toEqual({
      kind: 'strategies',
      strategies: [{ kind: 'tool', tool: 'eslint' }],
      needsControlRun: false,
    });
  });

  it('knows the tool by the failing command where the log lists nothing', () => {
    expect(plan({ category: 'format', command: 'terraform fmt -check -recursive' })).toMatchObject({
      strategies: [{ kind: 'tool', tool: 'terraform' }],
    });
  });

  it("asks the compiler about type errors, with the log's own findings", () => {
    const error = aFinding({ tool: 'tsc', file: 'src/a.ts', code: 'TS2551' });
    const strategies = [{ kind: 'compiler', findings: [error] }];
    expect(plan({ category: 'type-check', findings: [error] })).toMatchObject({
      strategies,
      needsControlRun: false,
    });
    expect(plan({ category: 'build', findings: [error] })).toMatchObject({
      strategies,
      needsControlRun: true,
    });
  });

  it('regenerates a lockfile that is out of step, and only then', () => {
    const evidence = (line: string) => [{ start: 1, end: 1, reason: 'npm says so', lines: [line] }];
    const outOfStep = { category: 'dependency', command: 'npm ci' } as const;
    expect(
      plan({
        ...outOfStep,
        evidence: evidence(
          'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
        ),
      }),
    ).toMatchObject({ strategies: [{ kind: 'tool', tool: 'npm-lockfile' }], needsControlRun: false });
    expect(plan({ ...outOfStep, evidence: evidence('npm error code ETARGET') })).toMatchObject({
      kind: 'none',
    });
  });

  it('leaves formatting to the tool where its command line has settings of its own', () => {
    const findings = [aFinding({ tool: 'prettier', code: null })];
    expect(
      plan({ category: 'format', findings, command: 'prettier --single-quote --check .' }),
    ).toMatchObject({
      strategies: [{ kind: 'tool', tool: 'prettier' }],
    });
  });

  it.each(['infrastructure', 'flaky', 'merge', 'unknown'] as const)(
    'edits nothing for the verdict %s, and says why',
    (verdict) => {
      const none = plan({ verdict, verdictReason: 'Because of that.', findings: [aFinding({})] }, true);
      expect(none).toMatchObject({
        kind: 'none',
        unlockedBy: null,
        reason: expect.stringMatching(/lint .*Because of that\./s) as string,
      });
    },
  );

  it('says what a model would unlock where nothing else helps', () => {
    const none = plan({ category: 'test' });
    expect(none).toEqual({
      kind: 'none',
      reason: 'No model is configured; with one Pipemend could try to mend failing tests.',
      unlockedBy: 'model',
    });
    expect(plan({ category: 'test' }, true)).toMatchObject({ kind: 'none', unlockedBy: null });
  });

  it('promises nothing of a model for what settings have to mend', () => {
    expect(plan({ category: 'configuration', verdict: 'configuration' })).toMatchObject({
      kind: 'none',
      unlockedBy: null,
      // The CI file lies in the repository: to say that no edit mends it would be untrue.
      reason: expect.stringMatching(/how the pipeline, its tools, .* are set up/) as string,
    });
  });

  it.each<[Category, boolean]>([
    ['format', false],
    ['lint', false],
    ['type-check', false],
    ['build', true],
  ])('needs a control run for %s: %s', (category, needed) => {
    const findings = [
      aFinding({ tool: 'tsc', code: 'TS2551' }),
      aFinding({}),
      aFinding({ tool: 'prettier' }),
    ];
    expect(plan({ category, findings })).toMatchObject({ kind: 'strategies', needsControlRun: needed });
  });
});
