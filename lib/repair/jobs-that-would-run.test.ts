import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type JobsCheckInput, checkJobsToRun } from './jobs-that-would-run';

function lintOf(mergedYaml: string, about: Partial<JobsCheckInput['lint']> = {}): JobsCheckInput['lint'] {
  const root = parse(mergedYaml, { logLevel: 'error' }) as Record<string, { when?: string } | undefined>;
  const jobs = Object.keys(root)
    .filter((name) => !name.startsWith('.') && !['default', 'stages', 'workflow', 'variables'].includes(name))
    .map((name) => ({ name, stage: 'test', when: root[name]?.when ?? 'on_success', environment: null }));
  return { valid: true, errors: [], mergedYaml, jobs, ...about };
}

const check = (mergedYaml: string | null, about: Partial<JobsCheckInput> = {}) =>
  checkJobsToRun({
    lint: lintOf(mergedYaml ?? 'lint: { script: [a] }'),
    evaluated: true,
    failedPipelineJobs: ['lint', 'test', 'deploy', 'child'],
    unstartedJobs: [],
    allowedJobs: [],
    ...about,
  });

describe('the jobs that a validation would run', () => {
  it('are safe when they only test', () => {
    expect(check('lint: { script: [a] }\ntest: { script: [b] }\n')).toEqual({
      kind: 'safe',
      childConfigs: [],
    });
  });

  it.each([
    ['an environment', 'deploy: { script: [a], environment: production }', 'deploys to an environment'],
    [
      'an environment as a mapping',
      'deploy: { script: [a], environment: { name: review, action: prepare } }',
      'deploys to an environment',
    ],
    [
      'an environment by extends',
      '.base: { environment: production }\ndeploy: { script: [a], extends: .base }',
      'deploys to an environment',
    ],
    [
      'an environment two steps up',
      '.a: { environment: x }\n.b: { extends: [.a] }\ndeploy: { script: [a], extends: [.b] }',
      'deploys to an environment',
    ],
    ['a release', 'deploy: { script: [a], release: { tag_name: v1 } }', 'makes a release'],
    ['the job pages', 'pages: { script: [a] }', 'publishes GitLab Pages'],
    ['the keyword pages', 'deploy: { script: [a], pages: true }', 'publishes GitLab Pages'],
    [
      'the keyword pages as a mapping',
      'deploy: { script: [a], pages: { publish: public } }',
      'publishes GitLab Pages',
    ],
    ['another project', 'deploy: { trigger: group/other }', 'starts a pipeline in another project'],
    [
      'another project as a mapping',
      'deploy: { trigger: { project: group/other } }',
      'starts a pipeline in another project',
    ],
    [
      'a child made by a job',
      'child: { trigger: { include: [{ artifact: a.yml, job: lint }] } }',
      'starts a child pipeline whose configuration cannot be looked into',
    ],
    [
      'a child from another project',
      'child: { trigger: { include: [{ project: a/b, file: a.yml }] } }',
      'starts a child pipeline whose configuration cannot be looked into',
    ],
    [
      'a child from the web',
      'child: { trigger: { include: "https://example.com/a.yml" } }',
      'starts a child pipeline whose configuration cannot be looked into',
    ],
    [
      'a child from a template',
      'child: { trigger: { include: [{ template: A.yml }] } }',
      'starts a child pipeline whose configuration cannot be looked into',
    ],
    [
      'a child that a variable names',
      'child: { trigger: { include: "$FILE" } }',
      'starts a child pipeline whose configuration cannot be looked into',
    ],
    [
      'a job that the failed pipeline did not hold',
      'new: { script: [a] }',
      'was not part of the failed pipeline',
    ],
    [
      'a delayed deployment',
      'deploy: { script: [a], when: delayed, environment: x }',
      'deploys to an environment',
    ],
    [
      'a deployment on failure',
      'deploy: { script: [a], when: on_failure, environment: x }',
      'deploys to an environment',
    ],
  ])('stop for %s', (_, yaml, why) => {
    const [, name] = /^([a-z]\w*):/m.exec(yaml) ?? [];
    const result = check(`lint: { script: [a] }\n${yaml}\n`, {
      failedPipelineJobs: ['lint', 'deploy', 'pages', 'child'],
    });
    expect(result).toMatchObject({
      kind: 'stopped',
      jobs: [{ name, why }],
      reason: `A pipeline there would run ${name ?? ''}, which ${why}.`,
    });
  });

  it("stop for an environment that only GitLab's list of jobs shows", () => {
    const lint = lintOf('deploy: { script: [a] }\n', {
      jobs: [{ name: 'deploy', stage: 'deploy', when: 'on_success', environment: 'production' }],
    });
    expect(check(null, { lint })).toMatchObject({
      kind: 'stopped',
      jobs: [{ name: 'deploy', why: 'deploys to production' }],
    });
  });

  it('do not count what waits for a person or never runs', () => {
    expect(check('deploy: { script: [a], when: manual, environment: x }\nlint: { script: [a] }\n').kind).toBe(
      'safe',
    );
    expect(check('deploy: { script: [a], when: never, environment: x }\nlint: { script: [a] }\n').kind).toBe(
      'safe',
    );
  });

  it('do not count what is in the configuration but not in the pipeline', () => {
    const yaml = 'lint: { script: [a] }\ndeploy: { script: [a], environment: x }\n';
    const jobs = [{ name: 'lint', stage: 'test', when: 'on_success', environment: null }];
    expect(check(null, { lint: lintOf(yaml, { jobs }) }).kind).toBe('safe');
  });

  it('may include what a Maintainer has allowed, by its exact name', () => {
    const yaml = 'deploy: { script: [a], environment: x }\n';
    expect(check(yaml, { allowedJobs: ['deploy'] }).kind).toBe('safe');
    expect(check(yaml, { allowedJobs: ['Deploy', 'deploy '] }).kind).toBe('stopped');
  });

  it('hand back child pipelines of the same commit, to be looked into', () => {
    expect(check('child: { trigger: { include: /ci/child.yml, strategy: depend } }\n')).toEqual({
      kind: 'safe',
      childConfigs: [{ bridge: 'child', localPaths: ['ci/child.yml'] }],
    });
    expect(check('child: { trigger: { include: [{ local: a.yml }, { local: b.yml }] } }\n')).toMatchObject({
      childConfigs: [{ localPaths: ['a.yml', 'b.yml'] }],
    });
  });

  it('know copies of a job by the job that they come from', () => {
    const lint = lintOf('deploy: { script: [a], parallel: 2, environment: x }\ntest: { script: [a] }\n', {
      jobs: ['deploy 1/2', 'test: [18, alpine]'].map((name) => ({
        name,
        stage: 'a',
        when: 'on_success',
        environment: null,
      })),
    });
    expect(check(null, { lint, failedPipelineJobs: ['deploy 1/2', 'test: [18, alpine]'] })).toMatchObject({
      kind: 'stopped',
      jobs: [{ name: 'deploy 1/2' }],
    });
  });

  const ghost = [{ name: 'ghost', stage: 'a', when: 'on_success', environment: null }];
  const bomb = [
    'a0: [x]',
    ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: [${'*a,'.repeat(10).replaceAll('*a', `*a${at}`)}]`),
  ]
    .map((line) => line.replace(/^(a\d+): /, '$1: &$1 '))
    .join('\n');

  it.each([
    ['GitLab refuses it', lintOf('lint: { script: [a] }', { valid: false, errors: ['jobs:lint is wrong'] })],
    ['it is not YAML', lintOf('a: 1', { mergedYaml: 'a: [', jobs: [] })],
    ['it is empty', lintOf('a: 1', { mergedYaml: '', jobs: [] })],
    ['it is a bomb', lintOf('a: 1', { mergedYaml: bomb, jobs: [] })],
    ['it is nested without end', lintOf('a: 1', { mergedYaml: '['.repeat(100_000), jobs: [] })],
    ['a job extends itself', lintOf('lint: { script: [a], extends: lint }\n')],
    ['a listed job is not in it', lintOf('test: { script: [a] }', { jobs: ghost })],
  ])('stop when %s', (_, lint) => {
    expect(check(null, { lint, failedPipelineJobs: ['lint', 'ghost'] }).kind).toBe('stopped');
  });

  const jobs = (when: string) => [{ name: 'deploy', stage: 'a', when, environment: null }];

  describe('where rules were not evaluated', () => {
    const where = ', script: [a], environment: x }\n';
    const ask = (config: string, more = '') => {
      const yaml = `${more}deploy: { ${config}${where}`;
      return check(null, { lint: lintOf(yaml, { jobs: jobs('manual') }), evaluated: false }).kind;
    };

    it.each([
      ['a rule starts it', 'when: manual, rules: [{ if: $A, when: on_success }]'],
      ['one of its rules starts it', 'rules: [{ if: $A, when: manual }, { if: $B, when: always }]'],
      ['a rule starts it later', 'rules: [{ when: delayed, start_in: 1 minute }]'],
      ['a rule says nothing and the job neither', 'rules: [{ if: $A, when: manual }, { if: $B }]'],
      ['a rule in a list of lists starts it', 'when: manual, rules: [[{ if: $A, when: on_success }]]'],
      ['a rule is a reference', 'when: manual, rules: [!reference [.a, rules]]'],
      ['its rules are a reference', 'when: manual, rules: !reference [.a, rules]'],
      ["a rule's when is a reference", 'rules: [{ when: !reference [.a, when] }]'],
      ['its rules cannot be read', 'when: manual, rules: sometimes'],
      ['its own when cannot be read', 'when: [manual]'],
      ['it has no rules at all after all', 'rules: []'],
      ['it has nothing of all that', 'stage: a'],
    ])('stop for a deployment when %s', (_, config) => {
      expect(ask(config)).toBe('stopped');
    });

    it('stop for rules that come by extends', () => {
      expect(ask('extends: .a, when: manual', '.a: { rules: [{ when: on_success }] }\n')).toBe('stopped');
      expect(ask('extends: .gone, when: manual')).toBe('stopped');
    });

    it.each([
      ['the job', 'when: manual'],
      ['the job, on some branches', 'when: manual, only: [main]'],
      ['each of its rules', 'rules: [{ if: $A, when: manual }, { if: $B, when: never }]'],
      ['a rule, by the word of the job', 'when: manual, rules: [{ if: $A }]'],
    ])('do not count what waits for a person in every case, says %s', (_, config) => {
      expect(ask(config)).toBe('safe');
    });

    it("do not go by GitLab's own word there, but do for the ref itself", () => {
      const lint = lintOf(`deploy: { when: manual, rules: [{ when: on_success }]${where}`, {
        jobs: jobs('manual'),
      });
      expect(check(null, { lint, evaluated: false }).kind).toBe('stopped');
      expect(check(null, { lint, evaluated: true }).kind).toBe('safe');
    });
  });

  describe('that had not started in the failed pipeline', () => {
    const ask = (config: string, about: Partial<JobsCheckInput> = {}) => {
      const lint = lintOf(`deploy: { script: [a], ${config} }\n`, { jobs: jobs('on_success') });
      return check(null, { lint, unstartedJobs: ['deploy'], ...about });
    };

    it.each([
      ['rules: [{ if: $A, when: manual }, { when: on_success }]'],
      ['when: manual, rules: [{ if: $A, when: on_success }]'],
      ['rules: [!reference [.a, rules]]'],
    ])('stop when they may have waited for a person: %s', (config) => {
      const why = 'may have waited for a person in the failed pipeline';
      expect(ask(config)).toMatchObject({ kind: 'stopped', jobs: [{ name: 'deploy', why }] });
      expect(ask(config, { evaluated: false }).kind).toBe('stopped');
    });

    it('are safe when they only came too late, had started, or are allowed', () => {
      expect(ask('rules: [{ if: $A, when: never }, { when: on_success }]').kind).toBe('safe');
      const waiting = 'rules: [{ if: $A, when: manual }, { when: on_success }]';
      expect(ask(waiting, { unstartedJobs: [] }).kind).toBe('safe');
      expect(ask(waiting, { allowedJobs: ['deploy'] }).kind).toBe('safe');
    });
  });

  it('count a job that we start ourselves, whatever it waits for', () => {
    const deployment = 'deploy: { script: [a], when: manual, environment: x }\n';
    const about = { evaluated: false, startedByUs: ['deploy'] };
    expect(check(deployment, about)).toMatchObject({ jobs: [{ why: 'deploys to an environment' }] });
    expect(check('deploy: { script: [a], when: manual }\n', about)).toMatchObject({
      jobs: [{ why: 'may be for a person to start' }],
    });
    expect(check('deploy: { script: [a] }\n', about).kind).toBe('safe');
  });
});
