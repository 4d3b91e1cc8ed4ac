import { describe, expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { compareWithGreen } from './compare-with-green';
import { diagnose } from '../diagnose';
import { runnerTrace } from '../testing/runner-trace';

const job: JobFacts = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 61,
};

async function compared(failing: string, green: string) {
  return compareWithGreen(await readTraceText(failing), await readTraceText(green));
}

async function moved(failing: string, green: string) {
  return (await compared(failing, green)).versions;
}

async function against(failing: string, green: string) {
  return diagnose(job, await readTraceText(failing), { green: await readTraceText(green) });
}

describe('lines', () => {
  it('are known where only numbers, times, hashes and temporary paths differ', async () => {
    const { isNew } = await compared(
      '',
      'Compiled 12 coins in 3.1s at /tmp/a1/x (8e953ce1)\nHTTP/1.1 200 OK\n',
    );
    expect(isNew('Compiled 7 coins in 40s at /tmp/b2/y (77ab12ff)')).toBe(false);
    expect(isNew('Compiled 7 notes in 40s at /tmp/b2/y (77ab12ff)')).toBe(true);
    expect(isNew('HTTP/1.1 503 OK')).toBe(true);
  });
});

describe('versions that moved', () => {
  it.each([
    [
      'gitlab-runner',
      'Running with gitlab-runner 18.5.0 (bda84871)',
      'Running with gitlab-runner 18.4.0 (139a0ac0)',
    ],
    [
      'image node:22',
      `Using docker image sha256:00aa for node:22 with digest node@sha256:${'b1'.repeat(32)} ...`,
      `Using docker image sha256:00bb for node:22 with digest node@sha256:${'c2'.repeat(32)} ...`,
    ],
    [
      'coins',
      'Successfully installed coins-2.0.0 money-1.0.0',
      'Successfully installed coins-1.9.1 money-1.0.0',
    ],
    [
      'coins',
      '  Downloading coins-2.0.0-py3-none-any.whl (12 kB)',
      'Using cached coins-1.9.1-py3-none-any.whl (12 kB)',
    ],
    ['coins', ' + coins==2.0.0', ' + coins==1.9.1'],
    [
      'shop/coins',
      '  - Installing shop/coins (v2.0.0): Extracting archive',
      '  - Installing shop/coins (v1.9.1): Extracting archive',
    ],
    ['coins', '  • Installing coins (2.0.0)', '  • Installing coins (1.9.1)'],
    ['libcoin1', 'Setting up libcoin1:amd64 (2.0-1+deb12u1) ...', 'Setting up libcoin1:amd64 (1.9-1) ...'],
    [
      'libcoin1',
      'Get:3 http://deb.example.org/debian bookworm/main amd64 libcoin1 amd64 2.0-1 [12.1 kB]',
      'Get:9 http://deb.example.org/debian bookworm/main amd64 libcoin1 amd64 1.9-1 [12.1 kB]',
    ],
    ['libcoin', '(3/9) Installing libcoin (2.0.0-r1)', '(2/8) Installing libcoin (1.9.1-r0)'],
    ['coins', 'Installing coins 2.0.0 (was 1.9.1)', 'Using coins 1.9.1'],
    ['coins', '   Compiling coins v2.0.0', '   Compiling coins v1.9.1'],
    [
      'shop.example/coins',
      'go: downloading shop.example/coins v2.0.0',
      'go: downloading shop.example/coins v1.9.1',
    ],
    [
      'coins',
      'Downloaded from central: https://repo.example.org/maven2/shop/coins/2.0.0/coins-2.0.0.jar (12 kB at 3 MB/s)',
      '[INFO] Downloading from central: https://repo.example.org/maven2/shop/coins/1.9.1/coins-1.9.1.jar',
    ],
    ['coins', '+ coins@2.0.0', '+ coins@1.9.1'],
    ['@shop/coins', '+ @shop/coins 2.0.0', '+ @shop/coins 1.9.1'],
    ['go', 'go version go1.26.1 linux/amd64', 'go version go1.25.0 linux/amd64'],
    [
      'Python',
      'platform linux -- Python 3.14.1, pytest-9.0.1, pluggy-1.6.0',
      'platform linux -- Python 3.13.0, pytest-9.0.1, pluggy-1.6.0',
    ],
  ])('names %s', async (what, failing, green) => {
    const versions = await moved(`${failing}\n`, `${green}\n`);
    expect(versions.map((one) => one.what)).toEqual([what]);
    expect(versions[0]?.from).not.toBe(versions[0]?.to);
  });

  it('says nothing of what is the same, was not there, or is there in many versions', async () => {
    const many = [1, 2, 3, 4].map((n) => `   Compiling coins v${n}.0.0`).join('\n');
    expect(await moved(`${many}\n+ till@1.0.0\n`, '   Compiling coins v9.0.0\n')).toEqual([]);
    expect(await moved('+ till@1.0.0\n', '+ till@1.0.0\n')).toEqual([]);
  });
});

describe('a diagnosis with the green log', () => {
  it('passes over an error that the green run survived', async () => {
    const noise = 'Error: cannot connect to the coin printer, going on without it';
    const green = runnerTrace([
      { command: './check-till', output: `${noise}\nopening the till\ncounting\nall is well` },
    ]);
    const failing = runnerTrace([
      {
        command: './check-till',
        output: `${noise}\nopening the till\ncounting\nthe drawer holds too few coins: abandoned`,
      },
    ]);
    const found = await against(failing, green);
    expect(found.evidence[0]?.lines.join('\n')).toContain('too few coins');
    expect(found.changed).toMatchObject({ green: null, versions: [] });
    expect(found.changed?.newLines).toBeGreaterThan(0);
  });

  it('names what moved where the code is not to blame, and keeps silent where it is', async () => {
    const install = (version: string) => ({
      command: 'pip install -r requirements.txt',
      output: `Successfully installed coins-${version}`,
    });
    const check = { command: './check-till', output: 'coins: the drawer is of an unknown kind: abandoned' };
    const unknown = await against(
      runnerTrace([install('2.0.0'), check]),
      runnerTrace([install('1.9.1'), { ...check, output: 'all is well' }]),
    );
    expect(unknown.summary).toContain('Since the last green run moved: coins from 1.9.1 to 2.0.0.');
    const lint = {
      command: 'npx eslint .',
      output:
        "/builds/shop/till/src/price.js\n  3:7  error  'a' is defined but never used  no-unused-vars\n\n✖ 1 problem (1 error, 0 warnings)",
    };
    const known = await against(
      runnerTrace([install('2.0.0'), lint]),
      runnerTrace([install('1.9.1'), { ...lint, output: '' }]),
    );
    expect(known.summary).not.toContain('coins');
    expect(known.changed?.versions).toEqual([{ what: 'coins', from: '1.9.1', to: '2.0.0' }]);
  });

  it('says nothing of a comparison that nobody made', async () => {
    const found = diagnose(
      job,
      await readTraceText(runnerTrace([{ command: './check-till', output: 'Error: no' }])),
    );
    expect(found).not.toHaveProperty('changed');
  });
});
