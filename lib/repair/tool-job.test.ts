import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { type ToolJobInput, buildToolJob } from './tool-job';

const build = (mergedYaml: string, about: Partial<ToolJobInput> = {}) =>
  buildToolJob({ mergedYaml, jobName: 'lint', tool: 'eslint', fixId: 'fix_1', ...about });

interface Job {
  readonly [key: string]: unknown;
  readonly before_script: readonly string[];
  readonly script: readonly string[];
}

function jobOf(mergedYaml: string, about: Partial<ToolJobInput> = {}): Job {
  const built = build(mergedYaml, about);
  if (built.kind === 'refused') throw new Error(built.reason);
  const job = (parse(built.ciYaml) as Record<string, Job | undefined>)[built.jobName];
  if (job === undefined) throw new Error('the file has no such job');
  return job;
}

/** The lines before ours, and the one that calls the tool. */
function linesOf(mergedYaml: string, about: Partial<ToolJobInput> = {}) {
  const { script } = jobOf(mergedYaml, about);
  const ours = script.findIndex((line) => line.startsWith('if command -v git'));
  return {
    before: script.slice(0, ours),
    call: script.find((line) => line.startsWith('pipemend_tool '))?.split(' || ')[0],
  };
}

describe('the tool job', () => {
  it('is the only job, runs always, and hands over its patch', () => {
    const built = build(
      'stages: [test, deploy]\nlint: { script: [eslint .] }\ndeploy: { script: [go], environment: production }\n',
    );
    expect(built).toMatchObject({
      kind: 'job',
      jobName: 'pipemend-eslint-fix_1',
      patchPath: 'pipemend-fix.patch',
    });
    const file = parse(built.kind === 'job' ? built.ciYaml : '') as Record<string, Job>;
    expect(Object.keys(file)).toEqual(['workflow', 'pipemend-eslint-fix_1']);
    expect(file['workflow']).toEqual({ rules: [{ when: 'always' }] });
    expect(file['pipemend-eslint-fix_1']).toMatchObject({
      after_script: [],
      dependencies: [],
      artifacts: { paths: ['pipemend-fix.patch'], when: 'always' },
    });
  });

  it('keeps what the failing job ran in, from extends, default and the global keywords, and nothing else', () => {
    const job = jobOf(`
default:
  image: node:20
  tags: [linux]
  retry: 2
  after_script: [notify]
  artifacts: { paths: [dist] }
before_script: [npm ci]
variables: { A: global }
.base:
  services: [postgres]
  variables: { B: base, C: base }
  rules: [{ when: never }]
.more:
  extends: .base
  cache: { key: k, paths: [node_modules], policy: pull-push }
lint:
  extends: .more
  stage: quality
  variables: { C: own }
  script: [eslint .]
  needs: [build]
  dependencies: [build]
  only: [main]
  allow_failure: true
  parallel: 2
  id_tokens: { T: { aud: x } }
  secrets: { S: { vault: x } }
  interruptible: true
  timeout: 10m
`);
    expect(Object.keys(job).sort()).toEqual([
      'after_script',
      'artifacts',
      'before_script',
      'cache',
      'dependencies',
      'image',
      'script',
      'services',
      'tags',
      'timeout',
      'variables',
    ]);
    expect(job).toMatchObject({
      image: 'node:20',
      tags: ['linux'],
      services: ['postgres'],
      before_script: ['npm ci'],
      variables: { B: 'base', C: 'own' },
      cache: { key: 'k', paths: ['node_modules'], policy: 'pull' },
      timeout: '10m',
    });
  });

  it("keeps the project's variables, and what a job says it does not inherit", () => {
    const built = build(
      'default: { image: a, before_script: [x] }\nvariables: { A: b }\nlint: { script: [eslint .], inherit: { default: [image], variables: false } }\n',
    );
    const file = parse(built.kind === 'job' ? built.ciYaml : '') as Record<string, Job>;
    expect(file['variables']).toEqual({ A: 'b' });
    expect(file['pipemend-eslint-fix_1']).toMatchObject({
      image: 'a',
      before_script: [],
      inherit: { variables: false },
    });
  });

  it("runs the script's own preparation, up to the line that failed", () => {
    const yaml = 'lint: { script: [npm ci, npm run build, npm run lint, npm run report] }\n';
    expect(linesOf(yaml, { command: 'npm run lint' }).before).toEqual(['npm ci', 'npm run build']);
    expect(linesOf(yaml).before).toEqual(['npm ci', 'npm run build']);
    expect(linesOf('lint: { script: ["npm ci && npx eslint src"] }\n')).toEqual({
      before: ['npm ci'],
      call: "pipemend_tool --fix 'src'",
    });
    expect(
      linesOf('lint:\n  script:\n    - |\n      npm ci\n      npx eslint src\n', {
        command: 'npm ci # collapsed multi-line command',
      }),
    ).toEqual({
      before: ['npm ci'],
      call: "pipemend_tool --fix 'src'",
    });
  });

  it('stops before the line of before_script that failed', () => {
    const job = jobOf(
      'default: { before_script: [node -v, npm ci, npm run prepare] }\nlint: { script: [npm test] }\n',
      {
        tool: 'npm-lockfile',
        command: 'npm ci',
      },
    );
    expect(job.before_script).toEqual(['node -v']);
    expect(job.script).toContain(
      'pipemend_tool install --package-lock-only --ignore-scripts --no-audit --no-fund || echo "The tool ended with exit code $?; what it mended is kept."',
    );
    expect(job.script.join('\n')).not.toMatch(/npm (test|run|ci)/);
  });

  it('takes nothing of the log: a command that is no line of the configuration chooses nothing', () => {
    const evil = 'eslint .; curl evil.example | sh';
    const { script } = jobOf('lint: { script: [npm ci, npx eslint src] }\n', { command: evil });
    expect(script.join('\n')).not.toContain('evil');
    expect(script[0]).toBe('npm ci');
  });

  it.each([
    ['npx eslint --ext .js,.ts src test', "pipemend_tool --fix '--ext' '.js,.ts' 'src' 'test'"],
    ['npx eslint --max-warnings 0 --format=unix src', "pipemend_tool --fix 'src'"],
    ['./node_modules/.bin/eslint "src/**/*.js"', "pipemend_tool --fix 'src/**/*.js'"],
    ['yarn eslint -c config/eslint.json .', "pipemend_tool --fix '-c' 'config/eslint.json' '.'"],
    ['eslint $FILES', 'pipemend_tool --fix .'],
    ['eslint $(cat files)', 'pipemend_tool --fix .'],
    ['eslint src; curl evil', 'pipemend_tool --fix .'],
    ['eslint src > out.txt', 'pipemend_tool --fix .'],
    ['eslint --rulesdir ./evil src', 'pipemend_tool --fix .'],
    ['eslint --resolve-plugins-relative-to /tmp src', 'pipemend_tool --fix .'],
    ['eslint -c /etc/passwd src', 'pipemend_tool --fix .'],
    ['eslint ../other', 'pipemend_tool --fix .'],
    ['eslint -- -x', 'pipemend_tool --fix .'],
    ["eslint 'a'b", 'pipemend_tool --fix .'],
  ])('takes over only flags and paths that it knows: %s', (line, call) => {
    expect(linesOf(`lint:\n  script:\n    - ${JSON.stringify(line)}\n`).call).toBe(call);
  });

  it('looks behind npm run, in the package.json of the commit', () => {
    const packageJson = JSON.stringify({ scripts: { lint: 'eslint --ext .ts src', evil: 'x' } });
    const yaml = 'lint: { script: [npm run lint] }\n';
    expect(linesOf(yaml, { packageJson }).call).toBe("pipemend_tool --fix '--ext' '.ts' 'src'");
    expect(linesOf(yaml, { packageJson: '{' }).call).toBe('pipemend_tool --fix .');
    expect(linesOf(yaml, { packageJson: '{"scripts":{"lint":"eslint . && rm -rf x"}}' }).call).toBe(
      'pipemend_tool --fix .',
    );
  });

  it.each([
    ['npm --prefix apps/web run lint', "cd 'apps/web'"],
    ['npm run lint --silent --prefix=web', "cd 'web'"],
    ['yarn --cwd web lint', "cd 'web'"],
    ['pnpm -C web run lint:js', "cd 'web'"],
  ])('goes where the package manager is sent: %s', (line, enter) => {
    const packageJson = JSON.stringify({ scripts: { lint: 'eslint of-the-root' } });
    const { before, call } = linesOf(`lint: { script: ["${line}"] }\n`, { packageJson });
    expect(before).toContain(enter);
    expect(call).toBe('pipemend_tool --fix .');
  });

  it.each(['npm --prefix ../other run lint', 'npm --prefix /etc run lint', "npm --prefix 'a b' run lint"])(
    'goes nowhere else: %s',
    (line) => {
      const { before } = linesOf(`lint: { script: ["${line}"] }\n`);
      expect(before.filter((one) => one.startsWith('cd '))).toEqual([]);
    },
  );

  it('looks behind npm run however quiet it is', () => {
    const packageJson = JSON.stringify({ scripts: { lint: 'eslint src' } });
    for (const line of [
      'npm run --silent lint',
      'npm -s run lint',
      'yarn -s lint',
      'pnpm --silent run lint',
    ]) {
      expect(linesOf(`lint: { script: ["${line}"] }\n`, { packageJson }).call).toBe(
        "pipemend_tool --fix 'src'",
      );
    }
    expect(linesOf('lint: { script: [npm run lint -- --rulesdir x] }\n', { packageJson }).call).toBe(
      'pipemend_tool --fix .',
    );
  });

  it.each([
    ['prettier', 'npx prettier --check "src/**/*.ts"', "pipemend_tool --write 'src/**/*.ts'"],
    ['ruff', 'ruff check --output-format=github src', "pipemend_tool check --fix 'src'"],
    ['ruff-format', 'ruff format --check src', "pipemend_tool format 'src'"],
    ['black', 'black --check --diff src tests', "pipemend_tool 'src' 'tests'"],
    ['isort', 'isort --check-only --profile black src', "pipemend_tool '--profile' 'black' 'src'"],
    ['terraform', 'terraform fmt -check -recursive', "pipemend_tool fmt '-recursive'"],
    ['cargo-fmt', 'cargo fmt --all --check', "pipemend_tool fmt '--all'"],
    ['php-cs-fixer', 'vendor/bin/php-cs-fixer fix --dry-run --diff src', "pipemend_tool fix 'src'"],
    ['phpcbf', 'vendor/bin/phpcs src', "pipemend_tool 'src'"],
    ['rubocop', 'bundle exec rubocop --parallel', "pipemend_tool -a '--parallel'"],
  ] as const)('knows the words of %s', (tool, line, call) => {
    expect(linesOf(`lint:\n  script:\n    - ${JSON.stringify(line)}\n`, { tool }).call).toBe(call);
  });

  it('takes the one combination of a matrix that failed', () => {
    const yaml =
      'lint: { script: [eslint .], parallel: { matrix: [{ NODE: ["18", "20"], OS: [alpine, debian] }] } }\n';
    expect(jobOf(yaml, { jobName: 'lint: [20, alpine]' })).toMatchObject({
      variables: { NODE: '20', OS: 'alpine' },
    });
    expect(jobOf(yaml, { jobName: 'lint: [99, alpine]' })).not.toHaveProperty('variables');
  });

  it.each([
    ['another name', 'test: { script: [a] }\n', 'no job named lint'],
    ['a hidden job', '.lint: { script: [a] }\n', 'no job named lint'],
    ['a deployment', 'lint: { script: [eslint .], environment: production }\n', '`environment`'],
    [
      'a deployment by extends',
      '.d: { environment: x }\nlint: { script: [eslint .], extends: .d }\n',
      '`environment`',
    ],
    ['a release', 'lint: { script: [eslint .], release: { tag_name: a } }\n', '`release`'],
    ['pages', 'lint: { script: [eslint .], pages: true }\n', '`pages`'],
    ['a trigger', 'lint: { trigger: a/b }\n', '`trigger`'],
    ['no script', 'lint: { image: a }\n', 'cannot be read'],
    ['a script that is no text', 'lint: { script: [{ a: 1 }] }\n', 'cannot be read'],
    ['a line before that deploys', 'lint: { script: [./deploy.sh, eslint .] }\n', 'deploy.sh'],
    ['a line before that publishes', 'lint: { script: [npm publish, eslint .] }\n', 'npm publish'],
    ['a line before that pushes', 'lint: { script: [git push origin x, eslint .] }\n', 'git push'],
    [
      'a before_script that applies',
      'lint: { before_script: [terraform apply], script: [eslint .] }\n',
      'terraform apply',
    ],
    [
      'a reference that is left',
      'lint: { script: [eslint .], image: !reference [.a, image] }\n',
      'reference',
    ],
    [
      'a circle',
      '.a: { extends: .b }\n.b: { extends: .a }\nlint: { script: [a], extends: .a }\n',
      'extends itself',
    ],
    ['a missing base', 'lint: { script: [a], extends: .gone }\n', 'no job named .gone'],
    ['no YAML', 'lint: [', 'not valid YAML'],
    ['nothing', '', 'empty'],
  ])('is refused for %s', (_, yaml, reason) => {
    const built = build(yaml);
    expect(built.kind === 'refused' ? built.reason : 'built').toContain(reason);
  });

  it('has a name of its own whatever the id of the fix holds', () => {
    expect(build('lint: { script: [eslint .] }\n', { fixId: '../x: {}\n#' })).toMatchObject({
      jobName: 'pipemend-eslint-x',
    });
  });
});
