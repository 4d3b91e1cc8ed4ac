import { expect, expectNoScratchBranch } from '../expectations';
import { until } from '../gitlab-person';
import type { Scenario } from '../scenario';

const mended = 'const factor = 2;\nexport const double = (value) => value * factor;\n';

export const pushWhileValidating: Scenario = {
  name: 'push-while-validating',
  title: 'Someone pushes while a fix is being validated: the fix is abandoned, nothing is overwritten',
  level: 'auto-lint',
  main: {
    'package.json': '{ "name": "busy", "type": "module", "private": true }\n',
    'eslint.config.mjs': "export default [{ files: ['**/*.js'], rules: { 'prefer-const': 'error' } }];\n",
    '.gitlab-ci.yml': 'lint:\n  script:\n    - eslint .\n\nslow:\n  script:\n    - sleep 10\n',
  },
  change: { 'double.js': 'let factor = 2;\nexport const double = (value) => value * factor;\n' },
  expected: 'abandoned',
  meanwhile: async (stage) => {
    await until('a fix is being validated', 120, async () => {
      const failure = await stage.failure();
      return failure?.fixes.some((fix) => fix.status === 'validating' && fix.candidateSha !== null)
        ? failure
        : null;
    });
    await stage.developer.commit(stage.gitlabProjectId, {
      branch: stage.branch,
      message: 'Mend it myself',
      files: { 'double.js': mended },
      existing: ['double.js'],
    });
  },
  verify: async (stage, failure) => {
    expect(failure.sha === stage.sha, 'It is another failure.');
    expect(
      failure.fixes.every((fix) => fix.appliedSha === null),
      'A fix was committed all the same.',
    );
    const commits = await stage.developer.get<{ title: string; parent_ids: string[] }[]>(
      `/projects/${stage.gitlabProjectId}/repository/commits?ref_name=${stage.branch}`,
    );
    expect(
      commits[0]?.title === 'Mend it myself' && commits[0].parent_ids[0] === stage.sha,
      'The head of the branch is not what the developer pushed.',
    );
    await until('the scratch branch is gone', 60, async () =>
      expectNoScratchBranch(stage).then(
        () => true,
        () => null,
      ),
    );
  },
};
