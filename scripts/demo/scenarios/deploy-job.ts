import { expect, expectNoScratchBranch, expectUntouched } from '../expectations';
import type { Scenario } from '../scenario';

export const deployJob: Scenario = {
  name: 'deploy-job',
  title: 'A project that deploys on every branch: the fix is suggested unvalidated, and nothing is deployed',
  level: 'auto-validated',
  main: {
    'package.json': '{ "name": "site", "type": "module", "private": true }\n',
    'eslint.config.mjs': "export default [{ files: ['**/*.js'], rules: { 'no-var': 'error' } }];\n",
    '.gitlab-ci.yml': `stages: [check, deploy]

lint:
  stage: check
  script:
    - eslint .

deploy:
  stage: deploy
  environment: production
  script:
    - echo "deployed $CI_COMMIT_SHORT_SHA"
`,
  },
  change: { 'site.js': 'var title = 1;\nexport { title };\n' },
  expected: 'suggested',
  verify: async (stage, failure) => {
    await expectUntouched(stage);
    const deployments = await stage.developer.get<unknown[]>(
      `/projects/${stage.gitlabProjectId}/deployments`,
    );
    expect(
      // The default branch deploys when the project is made; what counts is that nothing of ours did.
      !JSON.stringify(deployments).includes('pipemend/') && !JSON.stringify(deployments).includes(stage.sha),
      'Something was deployed.',
    );
    expect(
      failure.fixes[0]?.statusReason.includes('deploy') === true,
      'It is not said why the fix was not validated.',
    );
    await expectNoScratchBranch(stage);
  },
};
