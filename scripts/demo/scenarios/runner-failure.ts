import { expect, expectUntouched } from '../expectations';
import type { Scenario } from '../scenario';

export const runnerFailure: Scenario = {
  name: 'runner-failure',
  title: 'A runner system failure is called infrastructure from the reason GitLab gives; no log is read',
  level: 'auto-validated',
  main: {
    'package.json': '{ "name": "quiet", "private": true }\n',
    '.gitlab-ci.yml': 'runner-breaks:\n  script:\n    - node --version\n',
  },
  change: { 'README.md': '# Quiet\n' },
  expected: 'infrastructure',
  before: async (stage) => {
    await stage.control('PUT', '/faults/runner', {
      faults: [
        {
          projectId: stage.gitlabProjectId,
          jobName: 'runner-breaks',
          failureReason: 'runner_system_failure',
          remaining: 5,
        },
      ],
    });
  },
  verify: async (stage, failure) => {
    await expectUntouched(stage);
    expect(failure.fixes.length === 0 && failure.controlRuns.length === 0, 'Something was tried.');
    const journal = (await stage.control('GET', '/journal')) as { entries: { path?: string }[] };
    const traces = journal.entries.filter(
      ({ path }) => path?.includes(`/projects/${stage.gitlabProjectId}/`) === true && path.endsWith('/trace'),
    );
    expect(traces.length === 0, 'A log was read.');
  },
};
