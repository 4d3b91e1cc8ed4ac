import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runnerTrace } from '@/lib/diagnosis/testing/runner-trace';
import { allProjects } from './log-fixtures/all-projects';
import { evened } from './log-fixtures/evened';
import type { FixtureProject } from './log-fixtures/fixture-project';
import { root } from './root';

const target = path.join(root, 'lib/diagnosis/fixtures');

/**
 * Makes the logs again that the detectors are tested on: runs the real tools on code of our own and keeps what they print,
 * in the runner's format. What differs from run to run and machine to machine is made even, so that a change in the
 * files is a change of the tool. A log whose tool is not on this machine is left as it is, and that is said.
 */
async function main(chosen: readonly string[]): Promise<void> {
  for (const project of allProjects) {
    if (chosen.length > 0 && !chosen.includes(project.name)) continue;
    const [tool = ''] = project.argv;
    if (project.packages === undefined && !isInstalled(tool)) {
      process.stderr.write(`${project.name}: left as it is, ${tool} is not installed\n`);
      continue;
    }
    const output = await runIn(project);
    const folder = path.join(target, project.name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'trace.txt'), runnerTrace([{ command: project.command, output }]));
    process.stderr.write(`${project.name}: ${output.split('\n').length} lines\n`);
  }
}

const searchPath = `${path.join(root, 'node_modules/.bin')}:${path.dirname(process.execPath)}:/usr/bin:/bin:${process.env['PATH'] ?? ''}`;

function isInstalled(tool: string): boolean {
  return spawnSync('which', [tool], { env: { ...process.env, PATH: searchPath } }).status === 0;
}

async function runIn(project: FixtureProject): Promise<string> {
  const base = await mkdtemp(path.join(tmpdir(), 'pipemend-fixture-'));
  const folder = path.join(base, 'till');
  try {
    for (const [file, text] of Object.entries(project.files)) {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), text);
    }
    if (project.needsModules === true)
      await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    if (project.packages !== undefined && project.packages.length > 0)
      await run(['npm', 'install', '--no-save', '--no-audit', '--no-fund', ...project.packages], folder);
    for (const prepare of project.prepare ?? []) await run(prepare, folder);
    const output = await run(project.argv, folder);
    return evened(output, folder, base);
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

function run(argv: readonly string[], cwd: string): Promise<string> {
  const [command = '', ...args] = argv;
  const home = process.env['HOME'] ?? cwd;
  return new Promise((resolve, reject) => {
    const env = {
      PATH: `${path.join(cwd, 'node_modules/.bin')}:${searchPath}`,
      HOME: path.dirname(cwd),
      // Where the tools of Rust find themselves.
      CARGO_HOME: process.env['CARGO_HOME'] ?? path.join(home, '.cargo'),
      RUSTUP_HOME: process.env['RUSTUP_HOME'] ?? path.join(home, '.rustup'),
      GOCACHE: path.join(path.dirname(cwd), 'go-cache'),
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      CI: 'true',
      LC_ALL: 'C.UTF-8',
      NODE_ENV: 'test',
      GIT_AUTHOR_NAME: 'Till',
      GIT_AUTHOR_EMAIL: 'till@shop.example',
      GIT_COMMITTER_NAME: 'Till',
      GIT_COMMITTER_EMAIL: 'till@shop.example',
      npm_config_cache: path.join(path.dirname(cwd), 'npm-cache'),
      npm_config_update_notifier: 'false',
    } as const;
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

await main(process.argv.slice(2));
