import { describe, expect, it } from 'vitest';

import { automationLevel } from '@/lib/domain/automation-level';
import { category as categories } from '@/lib/domain/category';
import { fixOrigin } from '@/lib/domain/fix-origin';
import { validationOutcome } from '@/lib/domain/validation-outcome';

import { type ApplyFacts, decideApply } from './decide-apply';

const facts = (about: Partial<ApplyFacts>): ApplyFacts => ({
  level: 'suggest',
  origin: 'tool',
  category: 'lint',
  gate: { passed: true, automatic: true },
  outcome: 'mended',
  branchProtected: false,
  isFork: false,
  headMoved: false,
  expressibleAsSuggestion: false,
  approvedBy: null,
  ...about,
});
const guarded = { passed: true, automatic: false };

describe('what is done with a fix', () => {
  it.each<[string, Partial<ApplyFacts>, string, string]>([
    ['watch writes nothing', { level: 'watch' }, 'nothing', 'level'],
    ['watch writes nothing, approved or not', { level: 'watch', approvedBy: 'Ada' }, 'nothing', 'level'],
    ['a moved head ends it', { level: 'auto-validated', headMoved: true }, 'nothing', 'head'],
    ['a moved head ends it, approved or not', { headMoved: true, approvedBy: 'Ada' }, 'nothing', 'head'],
    [
      'the gate stops it',
      { level: 'auto-validated', gate: { passed: false, automatic: false } },
      'nothing',
      'gate',
    ],
    [
      'the gate stops it, approved or not',
      { gate: { passed: false, automatic: false }, approvedBy: 'Ada' },
      'nothing',
      'gate',
    ],
    [
      'formatting on the merge request is suggested',
      { origin: 'formatter', category: 'format', expressibleAsSuggestion: true },
      'suggest',
      'suggestion',
    ],
    [
      'formatting elsewhere waits',
      { origin: 'formatter', category: 'format' },
      'wait-for-approval',
      'approval',
    ],
    [
      'a compiler fix waits, even where it could be a suggestion',
      { origin: 'compiler', category: 'type-check', expressibleAsSuggestion: true },
      'wait-for-approval',
      'approval',
    ],
    [
      'an approved fix is committed',
      { origin: 'compiler', category: 'type-check', approvedBy: 'Ada' },
      'commit',
      'approval',
    ],
    ['auto-lint commits a lint fix', { level: 'auto-lint' }, 'commit', 'auto-lint'],
    [
      'auto-lint commits formatting',
      { level: 'auto-lint', origin: 'formatter', category: 'format' },
      'commit',
      'auto-lint',
    ],
    [
      'auto-lint does not commit a compiler fix',
      { level: 'auto-lint', origin: 'compiler', category: 'type-check' },
      'wait-for-approval',
      'approval',
    ],
    [
      'auto-lint does not commit a lockfile',
      { level: 'auto-lint', category: 'dependency' },
      'wait-for-approval',
      'approval',
    ],
    [
      "auto-lint does not commit a model's lint fix",
      { level: 'auto-lint', origin: 'model' },
      'wait-for-approval',
      'approval',
    ],
    [
      'auto-validated commits a compiler fix',
      { level: 'auto-validated', origin: 'compiler', category: 'type-check' },
      'commit',
      'auto-validated',
    ],
    [
      'auto-validated commits a lockfile',
      { level: 'auto-validated', category: 'dependency' },
      'commit',
      'auto-validated',
    ],
    [
      'a protected file waits for a person',
      { level: 'auto-validated', gate: guarded },
      'wait-for-approval',
      'approval',
    ],
    [
      'a protected file is committed once approved',
      { level: 'auto-validated', gate: guarded, approvedBy: 'Ada' },
      'commit',
      'approval',
    ],
    [
      'a protected branch gets no commit',
      { level: 'auto-validated', branchProtected: true },
      'suggest',
      'protected-branch',
    ],
    [
      'a protected branch gets no commit, approved or not',
      { branchProtected: true, approvedBy: 'Ada' },
      'suggest',
      'protected-branch',
    ],
    ['a fork gets no commit', { level: 'auto-validated', isFork: true }, 'suggest', 'fork'],
    ['a fork gets no commit, approved or not', { isFork: true, approvedBy: 'Ada' }, 'suggest', 'fork'],
    [
      'what was not validated is only suggested',
      { level: 'auto-validated', outcome: null },
      'suggest',
      'validation',
    ],
    [
      'what was not validated is not committed on approval',
      { outcome: null, approvedBy: 'Ada' },
      'suggest',
      'validation',
    ],
    [
      'what still fails is dropped',
      { level: 'auto-validated', outcome: 'still-failing' },
      'nothing',
      'validation',
    ],
    [
      'what broke something is dropped',
      { level: 'auto-validated', outcome: 'broke-something' },
      'nothing',
      'validation',
    ],
    [
      'what showed nothing is only suggested',
      { level: 'auto-validated', outcome: 'inconclusive' },
      'suggest',
      'validation',
    ],
  ])('%s', (_, about, kind, rule) => {
    const decision = decideApply(facts(about));
    expect(decision.kind).toBe(kind);
    expect(decision.chain.at(-1)?.rule).toBe(rule);
  });

  it('says why it was not validated', () => {
    const { chain } = decideApply(facts({ outcome: null, notValidatedBecause: 'deploy would have run.' }));
    expect(chain.map(({ detail }) => detail)).toContain(
      'It was not validated, so it is only suggested: deploy would have run.',
    );
  });

  it('tells a person what was tried, and what waits for them', () => {
    const last = (about: Partial<ApplyFacts>) => decideApply(facts(about)).chain.at(-1)?.detail;
    expect(last({ outcome: 'still-failing' })).toMatch(/still fails/);
    expect(last({ outcome: 'broke-something' })).toMatch(/passed before fails/);
    expect(last({ level: 'auto-lint', gate: guarded })).toMatch(/protected file/);
    expect(last({ level: 'suggest', gate: guarded })).toMatch(/cannot be expressed as a suggestion/);
  });

  const everything = automationLevel.options.flatMap((level) =>
    fixOrigin.options.flatMap((origin) =>
      categories.options.flatMap((category) =>
        [null, ...validationOutcome.options].flatMap((outcome) =>
          [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bits) =>
            [null, 'Ada'].map((approvedBy) =>
              facts({
                level,
                origin,
                category,
                outcome,
                approvedBy,
                gate: { passed: true, automatic: (bits & 1) === 0 },
                branchProtected: (bits & 2) !== 0,
                expressibleAsSuggestion: (bits & 4) !== 0,
              }),
            ),
          ),
        ),
      ),
    ),
  );

  it('never commits what was not mended, nor to a protected branch, whatever the other facts are', () => {
    const commits = everything.filter((one) => decideApply(one).kind === 'commit');
    expect(commits.length).toBeGreaterThan(0);
    expect(commits.filter(({ outcome, branchProtected }) => outcome !== 'mended' || branchProtected)).toEqual(
      [],
    );
  });

  it('never commits unasked below its level or what a person has to see', () => {
    const unasked = everything.filter((one) => one.approvedBy === null && decideApply(one).kind === 'commit');
    expect(unasked.length).toBeGreaterThan(0);
    expect(
      unasked.filter(({ level, gate }) => level === 'watch' || level === 'suggest' || !gate.automatic),
    ).toEqual([]);
    const lint = unasked.filter(({ level }) => level === 'auto-lint');
    expect(
      lint.every(({ category, origin }) => /format|lint/.test(category) && /formatter|tool/.test(origin)),
    ).toBe(true);
  });

  it('always says why', () => {
    expect(everything.every((one) => decideApply(one).chain.length > 0)).toBe(true);
  });
});
