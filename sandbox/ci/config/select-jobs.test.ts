import { describe, expect, it } from 'vitest';
import { memoryFacts, memorySource } from '../testing/memory-source';
import type { RuleFacts } from './evaluate-rules';
import { expandConfig } from './expand-config';
import { selectJobs } from './select-jobs';
import type { Selection } from './select-jobs';

async function select(
  text: string,
  facts: Partial<RuleFacts> = {},
  variables: Record<string, string> = {},
): Promise<Selection> {
  const given = memoryFacts(facts);
  const { config, errors } = await expandConfig(text, memorySource({}), given);
  if (!config) throw new Error(errors.join('\n'));
  return selectJobs(config, { predefined: variables, project: {}, pipeline: {} }, given);
}

async function names(text: string, facts: Partial<RuleFacts> = {}, variables = {}): Promise<string[]> {
  const selection = await select(text, facts, variables);
  return selection.kind === 'selected' ? selection.jobs.map((job) => job.config.name) : [selection.message];
}

const changed = (...paths: string[]) => ({ changedPaths: () => Promise.resolve(paths) });

describe('rules', () => {
  it('the first that holds decides about when, failing and variables', async () => {
    const selection = await select(
      `
job:
  script: [x]
  variables: {A: job, B: job}
  rules:
    - {if: $NO}
    - {if: '$BRANCH == "main"', when: manual, allow_failure: true, variables: {A: rule}}
    - {when: always}
`,
      {},
      { BRANCH: 'main' },
    );
    expect(selection).toMatchObject({
      kind: 'selected',
      jobs: [{ when: 'manual', allowFailure: true, yamlVariables: { A: 'rule', B: 'job' } }],
    });
  });

  it('a manual rule blocks, a manual job with rules does not', async () => {
    const selection = await select(
      `
stages: [a]
rule: {stage: a, script: [x], rules: [{when: manual}]}
job: {stage: a, script: [x], when: manual, rules: [{if: '1 == 1'}, {if: '"a" == "a"'}]}
`.replace("{if: '1 == 1'}, ", ''),
    );
    const found = selection.kind === 'selected' ? selection.jobs : [];
    expect(found.map((job) => [job.config.name, job.when, job.allowFailure])).toEqual([
      ['rule', 'manual', false],
      ['job', 'manual', true],
    ]);
  });

  it.each([
    [['src/a.ts'], ['code']],
    [['docs/deep/b.md', 'README.md'], ['docs']],
    [['.github/x.yml'], ['dots']],
    [
      [],
      [
        'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
      ],
    ],
  ])('changes: with %j changed there are %j', async (paths, expected) => {
    const text = `
code: {script: [x], rules: [{changes: ["src/**/*.ts"]}]}
docs: {script: [x], rules: [{changes: {paths: ["docs/**/*", "*.md"]}}]}
dots: {script: [x], rules: [{changes: [".github/*"]}]}
`;
    expect(await names(text, changed(...paths))).toEqual(expected);
  });

  it('changes holds where there is nothing to compare with, and compare_to names the base', async () => {
    const text = 'a: {script: [x], rules: [{changes: {paths: [a.txt], compare_to: refs/heads/main}}]}';
    const asked: (string | null)[] = [];
    const facts = {
      changedPaths: (base: string | null) => {
        asked.push(base);
        return Promise.resolve(null);
      },
    };
    expect(await names(text, facts)).toEqual(['a']);
    expect(asked).toEqual(['refs/heads/main']);
  });

  it('exists looks at the files of the commit', async () => {
    const files = { files: () => Promise.resolve(['package.json', 'packages/a/Dockerfile']) };
    expect(
      await names(
        'a: {script: [x], rules: [{exists: ["**/Dockerfile"]}]}\nb: {script: [x], rules: [{exists: [go.mod]}]}',
        files,
      ),
    ).toEqual(['a']);
  });
});

describe('workflow', () => {
  it('refuses a pipeline, or gives every job its variables and the pipeline a name', async () => {
    const text =
      'workflow: {name: "Build $NAME", rules: [{if: $YES, variables: {V: w}}]}\nvariables: {V: global}\na: {script: [x], only: [tags]}\nb: {script: [x]}';
    expect(await names(text)).toEqual(['Pipeline filtered out by workflow rules.']);
    const selection = await select(text, {}, { YES: '1' });
    expect(selection).toMatchObject({
      kind: 'selected',
      name: 'Build $NAME',
      jobs: [{ config: { name: 'b' }, yamlVariables: { V: 'w' } }],
    });
  });

  it('a pipeline of .pre and .post alone does not run', async () => {
    expect(await names('a: {stage: .pre, script: [x]}')).toEqual([
      'Pipeline will not run for the selected trigger. The rules configuration prevented any jobs from being added to the pipeline.',
    ]);
  });
});

describe('only and except', () => {
  it.each([
    ['only: [main]', { refName: 'main' }, true],
    ['only: [main]', { refName: 'other' }, false],
    ['only: [/^feat-.*$/]', { refName: 'feat-1' }, true],
    ['only: [/^FEAT/i]', { refName: 'feat-1' }, true],
    ['only: [tags]', { refKind: 'tag', refName: 'v1' }, true],
    ['only: [tags]', { refName: 'main' }, false],
    ['only: [schedules]', { source: 'schedule' }, true],
    ['only: [merge_requests]', { refKind: 'merge_request', source: 'merge_request_event' }, true],
    ['only: [main@acme/app]', { refName: 'main' }, true],
    ['only: [main@other/app]', { refName: 'main' }, false],
    ['except: [main]', { refName: 'main' }, false],
    ['except: [branches]', { refKind: 'tag', refName: 'v1' }, true],
    ['only: {variables: [$SET]}', {}, false],
    ['only: {changes: [a/*]}', changed('b/c'), false],
    ['only: {changes: [a/*]}', changed('a/c'), true],
    ['when: on_success', { refKind: 'merge_request', source: 'merge_request_event' }, false],
  ] as [string, Partial<RuleFacts>, boolean][])('%s', async (policy, facts, expected) => {
    expect(
      (
        await names(`job: {script: [x], ${policy}}\nalways: {script: [x], rules: [{when: always}]}`, facts)
      ).includes('job'),
    ).toBe(expected);
  });
});

describe('needs', () => {
  it('of a job that the rules left out refuse the pipeline unless they are optional', async () => {
    const text = (optional: boolean) =>
      `a: {script: [x], rules: [{if: $NO}]}\nb: {script: [x], needs: [{job: a, optional: ${String(optional)}}]}`;
    expect((await names(text(false)))[0]).toMatch(
      /^'b' job needs 'a' job, but 'a' does not exist in the pipeline\./,
    );
    expect(await names(text(true))).toEqual(['b']);
  });

  it('keep the order of stages and inherit only the variables asked for', async () => {
    const selection = await select(`
variables: {A: a, B: b}
deploy: {stage: deploy, script: [x], inherit: {variables: [B]}}
build: {stage: build, script: [x], inherit: {variables: false}, variables: {C: c}}
`);
    expect(
      selection.kind === 'selected' && selection.jobs.map((job) => [job.config.name, job.yamlVariables]),
    ).toEqual([
      ['build', { C: 'c' }],
      ['deploy', { B: 'b' }],
    ]);
  });
});
