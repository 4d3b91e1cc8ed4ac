import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { judgeHistory, type HistoryFacts } from './judge-history';

const found: Diagnosis = {
  category: 'test',
  verdict: 'code',
  verdictReason: 'A test of the project fails.',
  confidence: 0.9,
  summary: 'The test "counts coins" fails.',
  nextStep: 'Look at the assertion.',
  evidence: [],
  findings: [],
  failedTests: [],
  dependency: null,
  command: 'npm test',
  fingerprint: 'f',
  trace: 'whole',
};
const nothing: HistoryFacts = { jobName: 'unit', runs: [], merged: null, brokenBefore: null, missing: null };
const merged = { branch: 'coins', targetBranch: 'main', passedOnBranch: true, passedOnTarget: true };
const passed = { pipelineId: 7, isSamePipeline: false, passed: true };

describe('judgeHistory', () => {
  it('calls flaky what passed on the same commit, and says where', () => {
    expect(judgeHistory(found, { ...nothing, runs: [passed] })).toMatchObject({
      verdict: 'flaky',
      verdictReason: 'unit passed in pipeline #7 on this very commit: it fails and passes on the same code.',
      history: { passedIn: { pipelineId: 7, isSamePipeline: false } },
    });
    const retried = judgeHistory(found, { ...nothing, runs: [passed, { ...passed, isSamePipeline: true }] });
    expect(retried.verdictReason).toBe('unit passed when run again without any change.');
  });

  it.each([
    { category: 'lint', verdict: 'code' },
    { category: 'configuration', verdict: 'configuration' },
    { category: 'infrastructure', verdict: 'infrastructure' },
  ] as const)('does not call %o flaky', (other) => {
    const judged = judgeHistory({ ...found, ...other }, { ...nothing, runs: [passed] });
    expect(judged.verdict).toBe(other.verdict);
    expect(judged.history?.passedIn?.pipelineId).toBe(7);
  });

  it('blames the merge only where both sides are known to pass alone', () => {
    expect(judgeHistory(found, { ...nothing, merged })).toMatchObject({
      verdict: 'merge',
      verdictReason: 'unit passes on coins alone and on main alone, and fails on the two merged.',
    });
    for (const unsure of [{ passedOnBranch: null }, { passedOnTarget: null }, { passedOnTarget: false }]) {
      expect(judgeHistory(found, { ...nothing, merged: { ...merged, ...unsure } }).verdict).toBe('code');
    }
  });

  it('says that it was broken before, and since when', () => {
    const brokenBefore = { branch: 'main', sha: '8e953ce1aa', since: '2026-01-31T12:00:00.000Z' };
    expect(judgeHistory(found, { ...nothing, brokenBefore, merged })).toMatchObject({
      verdict: 'code',
      verdictReason:
        'A test of the project fails. It was broken before on main: the same failure stands there since 8e953ce1 (2026-01-31).',
    });
  });

  it('leaves a diagnosis as it is where nothing is known', () => {
    expect(judgeHistory(found, { ...nothing, runs: [{ ...passed, passed: false }] })).toEqual({
      ...found,
      history: { passedIn: null, brokenBefore: null, missing: null },
    });
  });
});
