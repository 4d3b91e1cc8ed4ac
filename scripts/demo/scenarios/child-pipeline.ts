import { expect, expectMendedBranch } from '../expectations';
import type { Scenario } from '../scenario';

export const childPipeline: Scenario = {
  name: 'child-pipeline',
  title: 'A failure in a child pipeline is found and mended',
  level: 'auto-lint',
  main: {
    'package.json': '{ "name": "mono", "type": "module", "private": true }\n',
    'web/eslint.config.mjs': "export default [{ files: ['**/*.js'], rules: { 'prefer-const': 'error' } }];\n",
    'web/page.js': 'export const page = 1;\n',
    'web/ci.yml': 'lint-web:\n  script:\n    - cd web\n    - eslint .\n',
    '.gitlab-ci.yml': 'web:\n  trigger:\n    include: web/ci.yml\n    strategy: depend\n',
  },
  change: { 'web/menu.js': "let items = ['start', 'help'];\nexport const menu = items;\n" },
  expected: 'mended',
  verify: async (stage, failure) => {
    expect(
      failure.jobs.some((job) => job.key === 'web / lint-web'),
      'The job of the child pipeline was not found.',
    );
    await expectMendedBranch(stage, failure);
  },
};
