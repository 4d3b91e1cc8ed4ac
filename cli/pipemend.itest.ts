import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('./pipemend.mjs', import.meta.url));
const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');
const log = [
  '/builds/shop/till/src/price.js',
  "  3:7  error  'total' is assigned a value but never used  no-unused-vars",
  '',
  '✖ 1 problem (1 error, 0 warnings)',
  '',
].join('\n');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'pipemend-cli-'));
  await writeFile(path.join(folder, 'job.log'), log);
  await writeFile(path.join(folder, 'cases.jsonl'), `${JSON.stringify({ id: 'a', log: 'job.log' })}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in a folder that is not the project's, with nothing in the environment. */
function pipemend(args: readonly string[], input = ''): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, env: { NODE_ENV: 'test' } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}

describe('pipemend', () => {
  it('diagnoses a file for people', async () => {
    const { code, stdout } = await pipemend(['diagnose', 'job.log']);
    expect(code).toBe(0);
    expect(stdout).toContain('ESLint found a problem at src/price.js:3');
    expect(stdout).toContain('line 2');
  });

  it('diagnoses a pipe for programs', async () => {
    const { code, stdout } = await pipemend(['diagnose', '-', '--json'], log);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      category: 'lint',
      verdict: 'code',
      evidence: [{ start: 2, end: 2 }],
      findings: [
        { tool: 'eslint', file: 'src/price.js', line: 3, column: 7, code: 'no-unused-vars', logLine: 2 },
      ],
      failedTests: [],
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('diagnoses a batch, one line a case', async () => {
    const { code, stdout } = await pipemend(['diagnose', '--batch', 'cases.jsonl']);
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ id: 'a', category: 'lint' }]);
  });

  it('redacts a pipe', async () => {
    const { code, stdout } = await pipemend(['redact', '-'], `token ${token}\n`);
    expect([code, stdout]).toEqual([0, 'token [redacted:gitlab-token:1]\n']);
  });

  it('says in a sentence what is wrong with the call or the file', async () => {
    const wrong = await pipemend(['cook']);
    expect([wrong.code, wrong.stderr.split('\n')[0]]).toEqual([2, 'There is no command "cook".']);
    const missing = await pipemend(['diagnose', 'gone.log']);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('gone.log');
    expect(missing.stderr.trim().split('\n').length).toBe(1);
  });
});
