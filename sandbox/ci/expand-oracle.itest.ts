import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { expandConfig } from './config/expand-config';
import type { JobConfig } from './config/job-config';
import { selectJobs } from './config/select-jobs';
import type { SelectedJob } from './config/select-jobs';
import { memoryFacts, memorySource } from './testing/memory-source';

/**
 * A second opinion: the same files expanded by gitlab-ci-local, which others wrote. These are the places where it is
 * known to differ from GitLab; the comparison has to find exactly them.
 */
const KNOWN_DIFFERENCES: Record<string, { differences: string[]; why: string }> = {
  environments: {
    differences: ['stop-review allow_failure'],
    why: 'GitLab lets a manual job fail unless it says otherwise; the oracle does not.',
  },
  failing: {
    differences: ['hand allow_failure'],
    why: 'GitLab lets a manual job fail unless it says otherwise; the oracle does not.',
  },
  inherit: { differences: ['plain tags', 'own tags'], why: 'The oracle does not hand on default:tags.' },
  'only-except': {
    differences: ['not-main presence', 'tags presence'],
    why: 'The oracle lists jobs without looking at only and except.',
  },
  parallel: {
    differences: ['shards names', 'versions names'],
    why: 'GitLab writes "shards 1/3" and "versions: [18, linux]", the oracle "shards: [1/3]" and "versions: [18,linux]".',
  },
};

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const oracle = require.resolve('gitlab-ci-local/dist/index.js');
const corpus = path.join(import.meta.dirname, 'corpus');
const variables = { CI_COMMIT_BRANCH: 'main', CI_DEFAULT_BRANCH: 'main', CI_PIPELINE_SOURCE: 'push' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'expand-oracle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface ListedJob {
  name: string;
  stage: string;
  when: string;
  allow_failure: boolean | { exit_codes: number[] };
  needs?: { job: string; artifacts: boolean }[] | null;
}
type PreviewJob = Record<string, unknown>;

async function checkout(name: string): Promise<string> {
  const dir = path.join(folder, name);
  await cp(path.join(corpus, 'parts'), path.join(dir, 'ci/parts'), { recursive: true });
  await cp(path.join(corpus, `${name}.yml`), path.join(dir, '.gitlab-ci.yml'));
  await writeFile(path.join(dir, 'package.json'), '{}\n');
  await cp(path.join(dir, 'package.json'), path.join(dir, 'apps/web/Dockerfile'));
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: dir });
  await git('init', '-q', '-b', 'main');
  await git('add', '.');
  await git('commit', '-q', '-m', 'Corpus');
  await git('remote', 'add', 'origin', 'git@example.com:acme/app.git');
  await git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  return dir;
}

async function ask(dir: string, option: '--list-json' | '--preview'): Promise<string> {
  const { stdout } = await run(oracle, [option, '--no-json-schema-validation'], {
    cwd: dir,
    timeout: 60_000,
  });
  return stdout;
}

async function ours(dir: string) {
  const files: Record<string, string> = {};
  for (const file of (await run('git', ['ls-files'], { cwd: dir })).stdout.trim().split('\n')) {
    files[file] = await readFile(path.join(dir, file), 'utf8');
  }
  const facts = memoryFacts({ variables, files: () => Promise.resolve(Object.keys(files)) });
  const { config, errors } = await expandConfig(files['.gitlab-ci.yml'] ?? '', memorySource(files), facts);
  expect(errors).toEqual([]);
  if (!config) throw new Error('no configuration');
  const selection = await selectJobs(config, { predefined: variables, project: {}, pipeline: {} }, facts);
  if (selection.kind === 'refused') throw new Error(selection.message);
  return { config, jobs: selection.jobs };
}

const names = (await readdir(corpus))
  .filter((file) => file.endsWith('.yml'))
  .map((file) => file.replace('.yml', ''));

describe('our expansion and that of gitlab-ci-local agree', () => {
  it('on a corpus that is large enough to mean something', () => {
    expect(names.length).toBeGreaterThanOrEqual(15);
    expect(Object.keys(KNOWN_DIFFERENCES).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(names)('on %s', async (name) => {
    const dir = await checkout(name);
    const [listed, preview, own] = await Promise.all([
      ask(dir, '--list-json').then((text) => JSON.parse(text) as ListedJob[]),
      ask(dir, '--preview').then(
        (text) => parse(text, { maxAliasCount: 1000 }) as Record<string, PreviewJob>,
      ),
      ours(dir),
    ]);

    const differences = [...compareLists(own.jobs, listed), ...comparePreview(own.config.jobs, preview)];
    expect([...new Set(differences)].sort()).toEqual(
      [...(KNOWN_DIFFERENCES[name]?.differences ?? [])].sort(),
    );
  });
});

/** Which jobs there are, when they run and whether they may fail. */
function compareLists(own: readonly SelectedJob[], listed: readonly ListedJob[]): string[] {
  const differences: string[] = [];
  const theirs = listed.filter((job) => job.when !== 'never');
  for (const name of new Set([
    ...own.map((job) => job.config.baseName),
    ...theirs.map((job) => baseOf(job.name, own)),
  ])) {
    const mine = own.filter((job) => job.config.baseName === name);
    const other = theirs.filter((job) => baseOf(job.name, own) === name);
    if (mine.length !== other.length) differences.push(`${name} presence`);
    else if (mine.map((job) => job.config.name).join() !== other.map((job) => job.name).join())
      differences.push(`${name} names`);
    for (const [at, job] of mine.entries()) {
      const one = other[at];
      if (!one) continue;
      const codes = job.config.allowFailureExitCodes;
      const mayFail = codes.length > 0 ? { exit_codes: codes } : job.allowFailure;
      if (job.config.stage !== one.stage) differences.push(`${name} stage`);
      if (job.when !== one.when) differences.push(`${name} when`);
      if (!isDeepStrictEqual(mayFail, one.allow_failure)) differences.push(`${name} allow_failure`);
      if (!isDeepStrictEqual(needsOf(job.needs), needsOf(one.needs))) differences.push(`${name} needs`);
    }
  }
  return differences;
}

/** The oracle numbers parallel jobs in a way of its own. */
function baseOf(name: string, own: readonly SelectedJob[]): string {
  if (own.some((job) => job.config.baseName === name)) return name;
  return name.replace(/: \[.*\]$/, '');
}

const needsOf = (needs: readonly { job: string | null; artifacts: boolean }[] | null | undefined): unknown =>
  needs?.map(({ job, artifacts }) => [job, artifacts]) ?? null;

/** What is in each job, once everything is merged into it. */
function comparePreview(own: readonly JobConfig[], preview: Record<string, PreviewJob>): string[] {
  const differences: string[] = [];
  for (const job of own.filter((one) => one.instance === null || one.instance.index === 1)) {
    const shown = preview[job.baseName] ?? {};
    const pairs: [string, unknown, unknown][] = [
      ['script', job.script.map((line) => line.trim()), flat(shown['script'])],
      ['before_script', job.beforeScript, flat(shown['before_script'])],
      ['after_script', job.afterScript, flat(shown['after_script'])],
      ['tags', job.tags, flat(shown['tags'])],
      ['variables', withoutMatrix(job), shown['variables'] ?? {}],
      ['image', job.image, nameOf(shown['image'])],
      ['environment', job.environment?.name ?? null, nameOf(shown['environment'])],
    ];
    for (const [field, mine, other] of pairs) {
      if (!isDeepStrictEqual(mine, other)) differences.push(`${job.baseName} ${field}`);
    }
  }
  return differences;
}

function flat(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as unknown[]).flat(10) : [value]).map((line) => String(line).trim());
}

const nameOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'name' in value
    ? String(value.name)
    : typeof value === 'string'
      ? value
      : null;

function withoutMatrix(job: {
  variables: Record<string, string>;
  instance: { matrix: Record<string, string> } | null;
}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(job.variables).filter(([key]) => !(key in (job.instance?.matrix ?? {}))),
  );
}
