import { describe, expect, it } from 'vitest';
import type { JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from '../diagnose';
import { runnerTrace } from '../testing/runner-trace';

const job: JobFacts = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 61,
};

async function against(command: string, failing: readonly string[], green: readonly string[]) {
  const trace = (output: readonly string[]) =>
    readTraceText(runnerTrace([{ command, output: output.join('\n') }]));
  return diagnose(job, await trace(failing), { green: await trace(green) });
}

function fetched(path: string, version: string): string[] {
  const name = path.split('/').at(-1) ?? '';
  return ['pom', 'jar'].map(
    (type) =>
      `[INFO] Downloaded from central: https://repo.example/maven2/${path}/${version}/${name}-${version}.${type} (2 kB at 5 kB/s)`,
  );
}

describe('a Java dependency', () => {
  const broken = [
    '[INFO] COMPILATION ERROR : ',
    '[ERROR] /till/src/main/java/shop/till/Money.java:[3,24] package org.coins.mint.press does not exist',
    '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.11.0:compile (default-compile) on project till: Compilation failure',
  ];

  it('has both versions where it moved since the last green run, and the summary says so', async () => {
    const found = await against(
      'mvn verify',
      [...fetched('org/coins/mint/mint-press', '2.0'), ...broken],
      [...fetched('org/coins/mint/mint-press', '1.4'), '[INFO] BUILD SUCCESS'],
    );
    expect(found.dependency).toEqual({ name: 'org.coins.mint:mint-press', from: '1.4', to: '2.0' });
    expect(found.summary).toContain('Since the last green run moved: mint-press from 1.4 to 2.0.');
  });

  it('is the one that moved, not one that fits the package as well and stayed', async () => {
    const stayed = fetched('org/coins/mint/mint-press', '1.4');
    const found = await against(
      'mvn verify',
      [...stayed, ...fetched('org/coins/mint/mint-core', '2.0'), ...broken],
      [...stayed, ...fetched('org/coins/mint/mint-core', '1.4'), '[INFO] BUILD SUCCESS'],
    );
    expect(found.dependency).toEqual({ name: 'org.coins.mint:mint-core', from: '1.4', to: '2.0' });
  });

  it('that moved is not accused where the errors speak of another', async () => {
    const stayed = fetched('org/coins/mint/mint-press', '1.4');
    const found = await against(
      'mvn verify',
      [...stayed, ...fetched('net/alloys/alloy', '3.0'), ...broken],
      [...stayed, ...fetched('net/alloys/alloy', '2.9'), '[INFO] BUILD SUCCESS'],
    );
    expect(found.dependency?.name).toBe('org.coins.mint:mint-press');
    expect(found.summary).not.toContain('alloy');
  });

  it('does not change what a failure is recognised by', async () => {
    const failing = [...fetched('org/coins/mint/mint-press', '2.0'), ...broken];
    const green = await against('mvn verify', failing, fetched('org/coins/mint/mint-press', '1.4'));
    const same = await against('mvn verify', failing, failing);
    expect(green.fingerprint).toBe(same.fingerprint);
  });
});

describe('a package of another kind', () => {
  it('is named with both versions where the trace of the failure goes through it', async () => {
    const trace = [
      'Traceback (most recent call last):',
      '  File "/builds/shop/till/till.py", line 3, in <module>',
      '    coins.open()',
      '  File "/usr/lib/python3.13/site-packages/coins/drawer.py", line 9, in open',
      '    raise TypeError("a drawer needs a size")',
      'TypeError: a drawer needs a size',
    ];
    const found = await against(
      'python till.py',
      ['Successfully installed coins-2.0.0 alloy-1.0.0', ...trace],
      ['Successfully installed coins-1.9.1 alloy-1.0.0', 'all is well'],
    );
    expect(found.dependency).toEqual({ name: 'coins', from: '1.9.1', to: '2.0.0' });
    expect(found.summary).toContain('Since the last green run moved: coins from 1.9.1 to 2.0.0.');
  });

  it.each([
    ["AttributeError: 'Drawer' object has no attribute 'open'", 'coins'],
    ['AssertionError: 4 coins are not 5', null],
  ])('that a failed test goes through is named for %s: %s', async (error, name) => {
    const found = await against(
      'pytest',
      [
        'Successfully installed coins-2.0.0',
        '============================= test session starts ==============================',
        'collected 1 item',
        '',
        'tests/test_till.py F                                                     [100%]',
        '',
        '=================================== FAILURES ===================================',
        '__________________________________ test_opens __________________________________',
        '',
        '    def test_opens():',
        '>       open_till()',
        '',
        'tests/test_till.py:4: ',
        '_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _',
        '',
        '>       self.open()',
        `E       ${error}`,
        '',
        `/usr/lib/python3.13/site-packages/coins/drawer.py:9: ${error.split(':')[0]}`,
        '=========================== short test summary info ============================',
        `FAILED tests/test_till.py::test_opens - ${error}`,
        '============================== 1 failed in 0.12s ===============================',
      ],
      ['Successfully installed coins-1.9.1', '1 passed in 0.10s'],
    );
    expect(found.category).toBe('test');
    expect(found.dependency?.name ?? null).toBe(name);
  });

  it('is named with both versions where its module is missing', async () => {
    const found = await against(
      'python till.py',
      [
        'Successfully installed coins-2.0.0',
        'Traceback (most recent call last):',
        '  File "/builds/shop/till/till.py", line 3, in <module>',
        '    import coins',
        "ModuleNotFoundError: No module named 'coins'",
      ],
      ['Successfully installed coins-1.9.1', 'all is well'],
    );
    expect(found.dependency).toEqual({ name: 'coins', from: '1.9.1', to: '2.0.0' });
    expect(found.summary).toContain('Since the last green run moved: coins from 1.9.1 to 2.0.0.');
  });

  it.each([
    ['quoted', "src/till.ts(3,10): error TS2305: Module '\"coins\"' has no exported member 'Drawer'."],
    ['by its folder', 'node_modules/coins/index.d.ts(3,10): error TS2300: Duplicate identifier Drawer.'],
  ])('is named where the compiler names it %s', async (_, message) => {
    const found = await against(
      'npx tsc --noEmit',
      ['+ coins@2.0.0', '+ alloy@3.0.0', message],
      ['+ coins@1.9.1', '+ alloy@2.9.0'],
    );
    expect(found.dependency).toEqual({ name: 'coins', from: '1.9.1', to: '2.0.0' });
    expect(found.summary).toContain('coins from 1.9.1 to 2.0.0');
    expect(found.summary).not.toContain('alloy');
  });

  it('is not named for a word that is written like it, nor for what runs the tests', async () => {
    const word = await against(
      'npx tsc --noEmit',
      ['+ coins@2.0.0', "src/coins.ts(3,10): error TS2322: Type 'Coins' is not a number of coins."],
      ['+ coins@1.9.1'],
    );
    expect(word.dependency).toBeNull();
    expect(word.summary).not.toContain('Since the last green run');
    const runner = await against(
      'npx tsc --noEmit',
      [
        '+ vitest@4.0.0',
        "src/till.ts(3,10): error TS2305: Module '\"vitest\"' has no exported member 'Drawer'.",
      ],
      ['+ vitest@3.0.0'],
    );
    expect(runner.dependency).toBeNull();
  });

  it('is not named where two that moved are spoken of', async () => {
    const found = await against(
      'npx tsc --noEmit',
      [
        '+ coins@2.0.0',
        '+ alloy@3.0.0',
        "src/till.ts(3,10): error TS2305: Module '\"coins\"' has no exported member 'Drawer'.",
        "src/till.ts(4,10): error TS2305: Module '\"alloy\"' has no exported member 'Ore'.",
      ],
      ['+ coins@1.9.1', '+ alloy@2.9.0'],
    );
    expect(found.dependency).toBeNull();
  });
});
