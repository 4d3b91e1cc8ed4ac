import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { root } from './root';
import { runCommand } from './run-command';
import { buildApp } from './stack/build-app';
import { progress } from './stack/progress';
import { findChromium } from './testing/find-chromium';

/** A skipped test proves nothing and counts as failed; so does a runner that ends badly with every test passed. */
interface Tally {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = path.join(root, '.data/test-report.json');
const playwrightReport = path.join(root, '.e2e/report.json');

const filters = process.argv.slice(2);
const tallies = filters.length > 0 ? [await runVitest(filters)] : await runAll();
const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
process.stdout.write(`${passed} passed, ${failed} failed\n`);

async function runAll(): Promise<readonly Tally[]> {
  const vitest = await runVitest([]);
  if (!existsSync(path.join(root, 'e2e'))) return [vitest];
  const [chromium] = await Promise.all([findChromium(), buildApp()]);
  const browser = await runPlaywright({ CHROMIUM_PATH: chromium.path, ...chromium.env });
  return [vitest, browser, await runScenarios()];
}

/** The main job: every scenario of the demo, from the door that a newcomer takes. */
async function runScenarios(): Promise<Tally> {
  progress('… the scenarios of the demo');
  const { code, output } = await runCommand(
    [path.join(root, 'scripts/run.mjs'), 'demo', '--exit', '--json'],
    {
      show: true,
    },
  );
  const line = output.split('\n').findLast((one) => one.startsWith('{"scenarios":'));
  const report = z
    .object({ scenarios: z.array(z.object({ ok: z.boolean() })) })
    .safeParse(line === undefined ? null : JSON.parse(line));
  if (!report.success) return { passed: 0, failed: 1 };
  const passed = report.data.scenarios.filter(({ ok }) => ok).length;
  return count(code, passed, report.data.scenarios.length - passed);
}

async function runVitest(args: readonly string[]): Promise<Tally> {
  progress('… unit and service tests');
  await rm(vitestReport, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`];
  const { code } = await runCommand(
    [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...reporters, ...args],
    {
      show: true,
    },
  );
  const report = z
    .object({ numTotalTests: z.number(), numPassedTests: z.number() })
    .safeParse(await readReport(vitestReport));
  if (!report.success) return { passed: 0, failed: 1 };
  return count(code, report.data.numPassedTests, report.data.numTotalTests - report.data.numPassedTests);
}

async function runPlaywright(env: Readonly<Record<string, string>>): Promise<Tally> {
  progress('… browser tests');
  await rm(playwrightReport, { force: true });
  const cli = path.join(root, 'node_modules/@playwright/test/cli.js');
  const { code } = await runCommand([cli, 'test'], { env, show: true });
  const report = z
    .object({
      stats: z.object({
        expected: z.number(),
        unexpected: z.number(),
        flaky: z.number(),
        skipped: z.number(),
      }),
    })
    .safeParse(await readReport(playwrightReport));
  if (!report.success) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky, skipped } = report.data.stats;
  return count(code, expected, unexpected + flaky + skipped);
}

function count(code: number, passed: number, failed: number): Tally {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

async function readReport(file: string): Promise<unknown> {
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : null;
}
