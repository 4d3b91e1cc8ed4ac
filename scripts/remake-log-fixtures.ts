import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerTrace } from '@/lib/diagnosis/testing/runner-trace';
import { fixtureProjects, type FixtureProject } from './log-fixtures/fixture-projects';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'lib/diagnosis/fixtures');

/**
 * Makes the logs again that the detectors are tested on: runs the real tools on code of our own and keeps what they print,
 * in the runner's format. What differs from run to run and machine to machine is made even, so that a change in the
 * files is a change of the tool.
 */
async function main(): Promise<void> {
  for (const project of fixtureProjects) {
    const output = await runIn(project);
    const folder = path.join(target, project.name);
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'trace.txt'), runnerTrace([{ command: project.command, output }]));
    process.stderr.write(`${project.name}: ${output.split('\n').length} lines\n`);
  }
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
    for (const prepare of project.prepare ?? []) await run(prepare, folder);
    const output = await run(project.argv, folder);
    return evened(output, folder, base);
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

function run(argv: readonly string[], cwd: string): Promise<string> {
  const [command = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    const env = {
      PATH: `${path.join(root, 'node_modules/.bin')}:${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: cwd,
      CI: 'true',
      NODE_ENV: 'test',
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

function evened(output: string, folder: string, base: string): string {
  return output
    .replaceAll(folder, '/builds/shop/till')
    .replaceAll(base, '/builds/shop')
    .replaceAll(root, '/opt/tools/')
    .replace(/^npm warn .*\n/gm, '')
    .replace(/^npm error A complete log of this run can be found in: .*\n/gm, '')
    .replace(/\d+\.\d{3,}(?=ms|$)/gm, '1.5')
    .replace(/(duration_ms:? )[\d.]+/g, '$11.5')
    .replace(/\b\d+ms\b/g, '12ms')
    .replace(/Start at\s+[\d:]+/g, 'Start at  12:00:00')
    .replace(/^.*Node\.js v[\d.]+$/gm, 'Node.js v22.0.0')
    .trimEnd();
}

await main();
