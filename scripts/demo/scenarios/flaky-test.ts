import { expect, expectUntouched } from '../expectations';
import type { Scenario } from '../scenario';

export const flakyTest: Scenario = {
  name: 'flaky-test',
  title: 'A test that fails once and passes unchanged is called flaky, and gets no fix',
  level: 'auto-validated',
  main: {
    'package.json': '{ "name": "warm-up", "type": "module", "private": true }\n',
    'src/ready.js': 'export const ready = () => true;\n',
    // The first run of a pipeline meets a cold cache, as so many flaky tests do.
    '.gitlab-ci.yml':
      'unit:\n  cache:\n    key: "$CI_PIPELINE_ID"\n    paths: [.warm]\n    when: always\n  script:\n    - node --test\n',
  },
  change: {
    'test/warm.test.js':
      "import assert from 'node:assert/strict';\nimport { existsSync, mkdirSync, writeFileSync } from 'node:fs';\nimport { test } from 'node:test';\n\ntest('answers from a warm cache', () => {\n  const isWarm = existsSync('.warm/up');\n  mkdirSync('.warm', { recursive: true });\n  writeFileSync('.warm/up', '');\n  assert.ok(isWarm, 'the cache was cold');\n});\n",
  },
  expected: 'flaky',
  verify: async (stage, failure) => {
    await expectUntouched(stage);
    expect(failure.fixes.length === 0, 'A fix was made for a flaky test.');
    expect(failure.controlRuns[0]?.outcome === 'passed', 'The control run did not show it.');
  },
};
