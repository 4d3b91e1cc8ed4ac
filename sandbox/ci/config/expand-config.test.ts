import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { memoryFacts, memorySource } from '../testing/memory-source';
import { expandConfig } from './expand-config';
import type { ExpandedConfig } from './expand-config';
import type { JobConfig } from './job-config';

function expand(
  text: string,
  files: Record<string, string> = {},
  others = {},
  variables = {},
): Promise<ExpandedConfig> {
  return expandConfig(text, memorySource(files, others), memoryFacts({ variables }));
}

async function jobsOf(text: string, files = {}, others = {}): Promise<Record<string, JobConfig>> {
  const { config, errors } = await expand(text, files, others);
  expect(errors).toEqual([]);
  return Object.fromEntries((config?.jobs ?? []).map((job) => [job.name, job]));
}

describe('what a job becomes', () => {
  it('extends through several levels, mappings merged, arrays replaced, the last base winning', async () => {
    const jobs = await jobsOf(`
.base: {variables: {A: 1, B: 1}, script: [base], tags: [docker]}
.middle: {extends: .base, variables: {B: 2}, tags: [linux]}
.other: {variables: {B: 3}}
test: {extends: [.middle, .other], variables: {C: 4}}
`);
    expect(jobs['test']).toMatchObject({
      variables: { A: '1', B: '3', C: '4' },
      script: ['base'],
      tags: ['linux'],
    });
  });

  it('takes default and legacy global keywords unless it sets or declines them', async () => {
    const jobs = await jobsOf(`
default: {image: node, retry: 1, tags: [docker], before_script: [prepare]}
after_script: [tidy]
plain: {script: [x]}
own: {image: ruby, before_script: [], script: [x]}
none: {inherit: {default: false}, script: [x]}
some: {inherit: {default: [image]}, script: [x]}
`);
    expect(jobs['plain']).toMatchObject({
      image: 'node',
      beforeScript: ['prepare'],
      afterScript: ['tidy'],
      tags: ['docker'],
      retry: { max: 1 },
    });
    expect(jobs['own']).toMatchObject({ image: 'ruby', beforeScript: [], afterScript: ['tidy'] });
    expect(jobs['none']).toMatchObject({ image: null, beforeScript: [], afterScript: [], tags: [] });
    expect(jobs['some']).toMatchObject({ image: 'node', beforeScript: [], tags: [] });
  });

  it('puts references in place, also nested and inside arrays', async () => {
    const jobs = await jobsOf(`
.a: {script: [one, two], vars: {X: 'x'}}
.b: {script: [!reference [.a, script], three]}
.rules: {rules: [{if: $A}]}
test:
  variables: !reference [.a, vars]
  script: [zero, !reference [.b, script]]
  rules: [!reference [.rules, rules], {when: manual}]
`);
    expect(jobs['test']?.script).toEqual(['zero', 'one', 'two', 'three']);
    expect(jobs['test']?.variables).toEqual({ X: 'x' });
    expect(jobs['test']?.rules?.map((rule) => [rule.if, rule.when])).toEqual([
      ['$A', null],
      [null, 'manual'],
    ]);
  });

  it('knows anchors and merge keys, and the booleans of YAML 1.1', async () => {
    const jobs = await jobsOf(`
.common: &common {script: [x], interruptible: yes}
test: {<<: *common, allow_failure: on}
`);
    expect(jobs['test']).toMatchObject({ script: ['x'], interruptible: true, allowFailure: true });
  });

  it('becomes several by parallel', async () => {
    const jobs = await jobsOf(`
split: {parallel: 2, script: [x]}
grid: {parallel: {matrix: [{OS: [linux, mac], NODE: 20}, {OS: windows}]}, script: [x]}
`);
    expect(Object.keys(jobs)).toEqual([
      'split 1/2',
      'split 2/2',
      'grid: [linux, 20]',
      'grid: [mac, 20]',
      'grid: [windows]',
    ]);
    expect(jobs['split 2/2']?.instance).toEqual({ index: 2, total: 2, matrix: {} });
    expect(jobs['grid: [mac, 20]']?.variables).toEqual({ OS: 'mac', NODE: '20' });
  });

  it('reads what decides about failing, waiting and keeping', async () => {
    const jobs = await jobsOf(`
hand: {when: manual, script: [x]}
codes: {allow_failure: {exit_codes: [3, 4]}, script: [x]}
again: {retry: {max: 2, when: [script_failure], exit_codes: 7}, timeout: 1h 30m, script: [x]}
keep: {script: [x], artifacts: {paths: [a], when: always, reports: {junit: j.xml, dotenv: [d.env]}}, cache: {key: k, paths: [c]}}
ship: {script: [x], environment: {name: prod, action: stop, url: 'https://e.test'}, release: {tag_name: v1}}
pages: {script: [x]}
`);
    expect(jobs['hand']).toMatchObject({ when: 'manual', allowFailure: true });
    expect(jobs['codes']).toMatchObject({ allowFailure: false, allowFailureExitCodes: [3, 4] });
    expect(jobs['again']).toMatchObject({
      retry: { max: 2, when: ['script_failure'], exitCodes: [7] },
      timeout: 5400,
    });
    expect(jobs['keep']).toMatchObject({
      artifacts: { paths: ['a'], when: 'always', reports: { junit: ['j.xml'], dotenv: ['d.env'] } },
      cache: [{ key: 'k', paths: ['c'] }],
    });
    expect(jobs['ship']).toMatchObject({ environment: { name: 'prod', action: 'stop' }, release: true });
    expect(jobs['pages']?.pages).toBe(true);
  });

  it('reads triggers of children and of other projects', async () => {
    const jobs = await jobsOf(`
child: {trigger: {include: [{local: a.yml}, {artifact: b.yml, job: make}], strategy: depend}}
make: {script: [x]}
other: {trigger: acme/deploy}
`);
    expect(jobs['child']).toMatchObject({
      kind: 'bridge',
      trigger: {
        project: null,
        strategy: 'depend',
        include: [
          { kind: 'local', path: 'a.yml' },
          { kind: 'artifact', path: 'b.yml', job: 'make' },
        ],
      },
    });
    expect(jobs['other']).toMatchObject({
      kind: 'bridge',
      trigger: { project: 'acme/deploy', strategy: null },
    });
  });
});

describe('includes', () => {
  it('merges local files, patterns, lists, other projects and files of files below the including file', async () => {
    const { config, includes, errors } = await expand(
      `
include:
  - local: /ci/one.yml
  - 'ci/jobs/*.yml'
  - {project: acme/shared, ref: main, file: [lint.yml]}
  - {local: never.yml, rules: [{if: $NOT_SET}]}
variables: {A: mine}
`,
      {
        'ci/one.yml': 'include: ci/two.yml\nvariables: {A: theirs, B: one}\n',
        'ci/two.yml': 'variables: {B: two, C: two}\n',
        'ci/jobs/a.yml': 'a: {script: [x]}\n',
        'ci/jobs/b.yml': 'b: {script: [x]}\n',
      },
      {
        'acme/shared': {
          'lint.yml': 'include: more.yml\nlint: {script: [x]}\n',
          'more.yml': 'extra: {script: [x]}\n',
        },
      },
    );
    expect(errors).toEqual([]);
    expect(config?.variables).toEqual({ A: 'mine', B: 'one', C: 'two' });
    expect(config?.jobs.map((job) => job.name).sort()).toEqual(['a', 'b', 'extra', 'lint']);
    expect(includes.map((one) => [one.type, one.location])).toEqual([
      ['local', 'ci/one.yml'],
      ['local', 'ci/two.yml'],
      ['local', 'ci/jobs/a.yml'],
      ['local', 'ci/jobs/b.yml'],
      ['file', 'lint.yml'],
      ['local', 'more.yml'],
    ]);
  });

  it.each([
    ['include: gone.yml', 'Local file `gone.yml` does not exist!'],
    ['include: notes.txt', 'Included file `notes.txt` does not have YAML extension!'],
    ['include: empty.yml', 'Local file `empty.yml` is empty!'],
    ['include: bad.yml', '`bad.yml`: Invalid configuration format'],
    ['include: circle.yml', 'Maximum of 150 nested includes are allowed!'],
    [
      'include: {project: acme/none, file: a.yml}',
      'Project `acme/none` not found or access denied! Make sure any includes in the pipeline configuration are correctly defined.',
    ],
    [
      'include: {project: acme/shared, ref: gone, file: a.yml}',
      'Project `acme/shared` reference `gone` does not exist!',
    ],
    [
      'include: "https://example.com/a.yml"',
      'Remote file `https://example.com/a.yml` could not be fetched because of a socket error!',
    ],
    ['include: {template: Auto.yml}', 'Template file `Auto.yml` does not exist!'],
  ])('refuses %s', async (text, message) => {
    const files = {
      'empty.yml': ' ',
      'bad.yml': '- a',
      'notes.txt': 'x',
      'circle.yml': 'include: circle.yml',
    };
    expect((await expand(text, files, { 'acme/shared': {} })).errors).toEqual([message]);
  });
});

describe('the merged configuration', () => {
  it('keeps hidden jobs, extends and default, and reads back as the same', async () => {
    const { mergedYaml } = await expand(
      `
include: more.yml
default: {image: node}
stages: [lint]
.hidden: {script: [!reference [.more, script], 'echo "on: yes"']}
lint: {extends: .hidden, stage: lint, variables: {SWITCH: 'yes', N: '012'}}
`,
      { 'more.yml': '.more: {script: [more]}\n' },
    );
    const merged = parse(mergedYaml ?? '', { version: '1.1' }) as Record<string, unknown>;
    expect(mergedYaml?.startsWith('---\n')).toBe(true);
    expect(merged).toEqual({
      '.more': { script: ['more'] },
      default: { image: 'node' },
      stages: ['.pre', 'lint', '.post'],
      '.hidden': { script: [['more'], 'echo "on: yes"'] },
      lint: {
        extends: '.hidden',
        stage: 'lint',
        variables: { SWITCH: 'yes', N: '012' },
        script: [['more'], 'echo "on: yes"'],
      },
    });
  });
});

describe("what is refused, in GitLab's words", () => {
  it.each([
    ['', 'Please provide content of .gitlab-ci.yml'],
    ['- a', 'Invalid configuration format'],
    ['.hidden: {script: [x]}', 'jobs config should contain at least one visible job'],
    ['lint: {stage: test}', 'jobs:lint config should implement a script: or a trigger: keyword'],
    ['lint: text', 'jobs:lint config should implement a script: or a trigger: keyword'],
    ['a: {script: [x], scrip: y}', 'jobs:a config contains unknown keys: scrip'],
    [
      'a: {script: {b: c}}',
      'jobs:a:script config should be a string or a nested array of strings up to 10 levels deep',
    ],
    [
      'a: {script: [x], when: later}',
      'jobs:a when should be one of: on_success, on_failure, always, manual, delayed',
    ],
    ['a: {script: [x], retry: 5}', 'jobs:a:retry config must be less than or equal to 2'],
    [
      'a: {script: [x], rules: {if: $A}}',
      'jobs:a rules should be an array containing hashes and arrays of hashes',
    ],
    ['a: {script: [x], rules: [{if: "$A = 1"}]}', 'jobs:a:rules:rule if invalid expression syntax'],
    [
      'a: {script: [x], rules: [{if: $A}], only: [main]}',
      'jobs:a config key may not be used with `rules`: only',
    ],
    [
      'a: {script: [x], stage: build2}',
      'a job: chosen stage build2 does not exist; available stages are .pre, build, test, deploy, .post',
    ],
    ['a: {script: [x], needs: [b]}', 'a job: undefined need: b'],
    [
      'a: {script: [x], stage: build, needs: [b]}\nb: {script: [x], stage: test}',
      'a job: need b is not defined in current or prior stages',
    ],
    ['a: {script: [x], dependencies: [b]}', 'a job: undefined dependency: b'],
    ['a: {script: [x], extends: .b}', 'a: unknown keys in `extends` (.b)'],
    [
      'a: {script: [x], extends: b}\nb: {script: [x], extends: a}',
      'a: circular dependency detected in `extends`',
    ],
    ['a: {script: [!reference [.b, script]]}', '!reference [".b", "script"] could not be found'],
    ['a: {script: [!reference [a, script]]}', '!reference ["a", "script"] is part of a circular chain'],
    ['a: {script: [x], timeout: soon}', 'jobs:a:timeout config should be a duration'],
    ['a: {script: [x], parallel: 500}', 'jobs:a:parallel must be less than or equal to 200'],
    ['a: {trigger: {strategy: depend}}', 'jobs:a:trigger config should contain either project or include'],
    ['a: {script: [x], environment: {name: e, on_stop: b}}', 'a job: on_stop job b is not defined'],
  ])('%j', async (text, message) => {
    expect((await expand(text)).errors).toContain(message);
  });

  it('names line and column of broken YAML', async () => {
    const { errors } = await expand('a:\n  script: [x\nb: y\n');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^\(<unknown>\): .+ at line \d+ column \d+$/);
  });

  it('needs in a circle', async () => {
    const { errors } = await expand('a: {script: [x], needs: [b]}\nb: {script: [x], needs: [a]}');
    expect(errors).toEqual(['The pipeline has circular dependencies: topological sort failed']);
  });

  it('warns of rules that may double pipelines', async () => {
    const { warnings } = await expand('a: {script: [x], rules: [{when: always}]}');
    expect(warnings[0]).toMatch(/^jobs:a may allow multiple pipelines/);
    expect(
      (await expand('workflow: {rules: [{if: $A}]}\na: {script: [x], rules: [{when: always}]}')).warnings,
    ).toEqual([]);
  });
});

describe('hostile files', () => {
  it('a bomb of aliases, of references and of depth end as errors', async () => {
    const aliases = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((key, at) => `${key}: &${key} [${`*${'abcdefghi'[at]},`.repeat(9)}]`)
      .join('\n')}\n`;
    expect((await expand(aliases)).errors).toHaveLength(1);
    const references = 'abcdefghij'
      .split('')
      .map(
        (key, at) =>
          `.${key}: {s: [${at === 0 ? 'x' : `!reference [.${'abcdefghij'[at - 1]}, s], `.repeat(9)}]}`,
      )
      .join('\n');
    expect((await expand(`${references}\njob: {script: !reference [.j, s]}`)).config).toBeNull();
    expect((await expand(`a: ${'['.repeat(3000)}${']'.repeat(3000)}`)).errors).toHaveLength(1);
  });

  it('keys of the prototype stay keys', async () => {
    const { config, errors } = await expand(
      '__proto__: {polluted: yes}\nvariables: {__proto__: x, constructor: yy}\njob: {script: [x]}',
    );
    expect(errors).toEqual([]);
    expect(config?.variables['constructor']).toBe('yy');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
