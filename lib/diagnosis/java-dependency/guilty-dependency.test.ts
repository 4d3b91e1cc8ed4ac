import { describe, expect, it } from 'vitest';
import { readTraceText } from '@/lib/log/read-trace';
import { buildCause } from '../causes/build-cause';
import { LogView } from '../view/log-view';
import { guiltyDependency } from './guilty-dependency';

async function guilty(category: 'build' | 'test' | 'dependency', lines: readonly string[]) {
  const view = new LogView(await readTraceText(lines.join('\n')));
  const cause = buildCause({
    tool: 'javac',
    category,
    ranges: [{ from: lines.length - 1, to: lines.length - 1, reason: '' }],
    summary: '',
    key: [],
  });
  return guiltyDependency(view, cause);
}

function fetched(path: string, version: string, types: readonly string[] = ['pom', 'jar']): string[] {
  const name = path.split('/').at(-1) ?? '';
  return types.map(
    (type) =>
      `[INFO] Downloaded from central: https://repo.example/maven2/${path}/${version}/${name}-${version}.${type} (2 kB at 5 kB/s)`,
  );
}

describe('the dependency behind a failed Java build', () => {
  it('is the one whose package is gone', async () => {
    const found = await guilty('build', [
      ...fetched('org/coins/mint/mint-press', '1.4'),
      ...fetched('org/coins/mint/mint-press', '2.0'),
      ...fetched('org/coins/mint/mint-util', '1.4'),
      ...fetched('org/slf4j/slf4j-api', '1.7.36'),
      '[ERROR] COMPILATION ERROR : ',
      '[ERROR] /till/src/main/java/shop/till/Money.java:[3,24] package org.coins.mint.press does not exist',
    ]);
    expect(found).toEqual({ name: 'org.coins.mint:mint-press', from: '1.4', to: '2.0' });
  });

  it('is the jar that was compiled for a newer Java', async () => {
    const found = await guilty('build', [
      '[ERROR] /till/src/main/java/shop/till/Money.java:[3,24] cannot access org.coins.Mint',
      '  bad class file: /root/.m2/repository/org/coins/mint/3.1/mint-3.1.jar(/org/coins/Mint.class)',
      '    class file has wrong version 61.0, should be 55.0',
    ]);
    expect(found?.name).toBe('org.coins:mint');
    expect(found?.to).toBe('3.1');
  });

  it('is the one that moved ahead of its family, not the one where a class is missing', async () => {
    const found = await guilty('test', [
      ...fetched('org/coins/mint/mint-press', '2.0'),
      ...fetched('org/coins/mint/mint-core', '1.4'),
      ...fetched('org/coins/mint/mint-wire', '1.4'),
      '[ERROR] shop.till.MoneyTest.pays  Time elapsed: 0.1 s  <<< ERROR!',
      'java.lang.NoClassDefFoundError: org/coins/mint/core/Alloy',
      '\tat org.coins.mint.press.Press.open(Press.java:12)',
      '\tat shop.till.Money.pays(Money.java:9)',
    ]);
    expect(found).toEqual({ name: 'org.coins.mint:mint-press', from: null, to: '2.0' });
  });

  it('is the one that asks for more than the project allows', async () => {
    const found = await guilty('dependency', [
      '[ERROR] Rule 0: org.apache.maven.enforcer.rules.dependency.RequireUpperBoundDeps failed with message:',
      'Require upper bound dependencies error for org.coins:alloy:1.2 paths to dependency are:',
      '+-shop:till:1.0-SNAPSHOT',
      '  +-org.coins:purse:4.0',
      '    +-org.coins:alloy:1.2',
      'and',
      '+-shop:till:1.0-SNAPSHOT',
      '  +-com.presses:press:2.0',
      '    +-org.coins:alloy:1.2 (managed) <-- org.coins:alloy:1.5',
      ']',
    ]);
    expect(found).toEqual({ name: 'com.presses:press', from: null, to: '2.0' });
  });

  it('is what a lock file says has changed, with both versions', async () => {
    const found = await guilty('dependency', [
      '[ERROR] Failed to execute goal se.vandmo:dependency-lock-maven-plugin:0.23:check (check) on project till: Dependencies differ',
      '[ERROR]   Expected org.coins:alloy:jar:1.2:compile:jar but found org.coins:alloy:jar:1.3:compile:jar',
    ]);
    expect(found).toEqual({ name: 'org.coins:alloy', from: '1.2', to: '1.3' });
  });

  it("is the library of the project's own makers, where a package that came along is lost", async () => {
    const found = await guilty('build', [
      '[INFO] ----------------------< com.coins:till >----------------------',
      ...fetched('com/coins/purse', 'v2.0.1', ['pom']),
      ...fetched('com/coins/wire', '0.3', ['pom']),
      ...fetched('com/coins/purse', '0.16', ['pom']),
      ...fetched('com/coins/purse', 'v2.0.1', ['jar']),
      ...fetched('com/coins/wire', '0.3', ['jar']),
      '[ERROR] /till/src/main/java/com/coins/till/Money.java:[3,24] package org.alloys.text does not exist',
    ]);
    expect(found).toEqual({ name: 'com.coins:purse', from: '0.16', to: 'v2.0.1' });
  });

  it('is the JUnit Jupiter artifact that is ahead of the platform', async () => {
    const found = await guilty('test', [
      ...fetched('org/junit/jupiter/junit-jupiter-params', '5.10.0'),
      ...fetched('org/junit/jupiter/junit-jupiter-api', '5.9.3'),
      ...fetched('org/junit/platform/junit-platform-commons', '1.9.3'),
      '[ERROR] shop.till.MoneyTest.pays  Time elapsed: 0.1 s  <<< ERROR!',
      "java.lang.NoSuchMethodError: 'int org.junit.platform.commons.util.Loaders.count(java.lang.Class)'",
      '\tat shop.till.MoneyTest.pays(MoneyTest.java:12)',
    ]);
    expect(found?.name).toBe('org.junit.jupiter:junit-jupiter-params');
  });

  it.each([
    [
      'class org.apache.poi.xssf.Sheet can not implement org.apache.poi.ss.Sheet, because it is not an interface',
      'org.apache.poi:poi-ooxml',
    ],
    [
      'class org.apache.poi.xssf.Sheet has interface org.apache.poi.ss.Sheet as super class',
      'org.apache.poi:poi',
    ],
  ])(
    'is the newer of two classes that no longer go together, though nothing was fetched',
    async (told, name) => {
      const found = await guilty('test', [
        `12:00:01 ERROR [till] ${told}`,
        'FAILURE 0.05s | MoneyTest.pays <<<',
        '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.0.0:test (default-test) on project till: There were test failures.',
      ]);
      expect(found).toEqual({ name, from: null, to: null });
    },
  );

  it('is nobody where nothing was fetched and the classes are of no known library', async () => {
    const found = await guilty('test', [
      'class shop.till.Purse has interface shop.till.Bag as super class',
      '[ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.0.0:test (default-test) on project till: There were test failures.',
    ]);
    expect(found).toBeNull();
  });

  it("is the sibling of the project's own that brings a banned dependency along", async () => {
    const found = await guilty('dependency', [
      '[INFO] ----------------------< org.coins:till >----------------------',
      ...fetched('org/coins/purse', '3.1'),
      ...fetched('net/alloys/alloy', '1.2'),
      '[WARNING] Rule 0: org.apache.maven.plugins.enforcer.BannedDependencies failed with message:',
      'Found Banned Dependency: net.alloys:alloy:jar:1.2',
    ]);
    expect(found).toEqual({ name: 'org.coins:purse', from: null, to: '3.1' });
  });

  it('is the one of two with the same classes that the project does not make', async () => {
    const found = await guilty('dependency', [
      '[INFO] ----------------------< shop.till:money >----------------------',
      ...fetched('org/coins/purse', '3.1'),
      '[WARNING] Rule 3: org.apache.maven.plugins.enforcer.BanDuplicateClasses failed with message:',
      'Duplicate classes found:',
      '',
      '  Found in:',
      '    shop.till:money:jar:1.0-SNAPSHOT:compile',
      '    org.coins:purse:jar:3.1:compile',
      '  Duplicate classes:',
      '    org/coins/Purse.class',
    ]);
    expect(found).toEqual({ name: 'org.coins:purse', from: null, to: '3.1' });
  });

  it('is a processor that is ahead of what it belongs to, where the compiler names no class', async () => {
    const view = new LogView(
      await readTraceText(
        [
          ...fetched('org/coins/mint', '1.4.2'),
          ...fetched('org/coins/mint-processor', '1.5.0'),
          "[ERROR] /till/src/main/java/shop/till/Money.java:[11,1] Couldn't read @Mint",
        ].join('\n'),
      ),
    );
    const cause = buildCause({
      tool: 'javac',
      category: 'build',
      ranges: [{ from: 4, to: 4, reason: '' }],
      findings: [
        {
          tool: 'javac',
          file: 'Money.java',
          line: 11,
          column: 1,
          code: null,
          severity: 'error',
          message: "Couldn't read @Mint",
          logLine: 5,
        },
      ],
      summary: '',
      key: [],
    });
    expect(guiltyDependency(view, cause)?.name).toBe('org.coins:mint-processor');
  });

  it("is nobody where a test of the project's own fails", async () => {
    const found = await guilty('test', [
      ...fetched('org/coins/mint/mint-press', '2.0'),
      ...fetched('org/assertj/assertj-core', '3.24.0'),
      '[ERROR] shop.till.MoneyTest.pays  Time elapsed: 0.1 s  <<< FAILURE!',
      'java.lang.AssertionError: expected:<5> but was:<4>',
      '\tat org.assertj.core.Check.fail(Check.java:1)',
      '\tat shop.till.MoneyTest.pays(MoneyTest.java:12)',
    ]);
    expect(found).toBeNull();
  });

  it("is nobody where the project's own class is missing", async () => {
    const found = await guilty('build', [
      ...fetched('org/coins/mint/mint-press', '2.0'),
      '[ERROR] /till/src/main/java/shop/till/Money.java:[9,5] cannot find symbol',
      '  symbol:   class Purse',
      '  location: class shop.till.Money',
    ]);
    expect(found).toBeNull();
  });
});
