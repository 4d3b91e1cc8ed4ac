import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';
import { expect, expectOneNote, expectUntouched } from '../expectations';
import type { Scenario } from '../scenario';

export const failingTest: Scenario = {
  name: 'failing-test',
  title: 'A failing test is diagnosed with file, line and assertion; without a model nothing is changed',
  level: 'auto-validated',
  main: {
    'package.json': '{ "name": "invoice", "type": "module", "private": true }\n',
    'src/round.js': 'export const round = (amount) => Math.round(amount * 100) / 100;\n',
    'test/round.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { round } from '../src/round.js';\n\ntest('rounds to cents', () => {\n  assert.equal(round(1.239), 1.24);\n});\n",
    '.gitlab-ci.yml': 'unit:\n  script:\n    - node --test\n',
  },
  change: { 'src/round.js': 'export const round = (amount) => Math.floor(amount * 100) / 100;\n' },
  expected: 'diagnosed-only',
  verify: async (stage, failure) => {
    await expectUntouched(stage);
    expect(failure.fixes.length === 0, 'There is a fix although no model is configured.');
    const [row] = failure.diagnoses;
    expect(row !== undefined, 'There is no diagnosis.');
    const found = diagnosisSchema.parse(row.body);
    const [test] = found.failedTests;
    expect(found.category === 'test' && test !== undefined, 'The failing test is not named.');
    expect(
      test.file?.endsWith('test/round.test.js') === true && test.line !== null,
      'Its file and line are not named.',
    );
    expect(/1\.23/.test(test.message + found.summary), 'The assertion is not named.');
    expect(failure.statusReason.includes('model'), 'It is not said what would enable a fix.');
    expect(failure.controlRuns[0]?.outcome === 'failed', 'There was no control run of the unchanged job.');
    expect((await expectOneNote(stage)).includes('rounds to cents'), 'The note does not name the test.');
  },
};
