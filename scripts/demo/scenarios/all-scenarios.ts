import type { Scenario } from '../scenario';
import { childPipeline } from './child-pipeline';
import { deployJob } from './deploy-job';
import { eslintAtAutoLint } from './eslint-at-auto-lint';
import { failingTest } from './failing-test';
import { flakyTest } from './flaky-test';
import { lockfileAtAutoValidated } from './lockfile-at-auto-validated';
import { prettierAtSuggest } from './prettier-at-suggest';
import { pushWhileValidating } from './push-while-validating';
import { runnerFailure } from './runner-failure';
import { typeErrorWithApproval } from './type-error-with-approval';

export const allScenarios: readonly Scenario[] = [
  eslintAtAutoLint,
  prettierAtSuggest,
  typeErrorWithApproval,
  lockfileAtAutoValidated,
  failingTest,
  flakyTest,
  runnerFailure,
  childPipeline,
  pushWhileValidating,
  deployJob,
];
