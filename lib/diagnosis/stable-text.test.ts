import { describe, expect, it } from 'vitest';
import { lineTemplate, stableText } from './stable-text';

describe('stableText', () => {
  it.each([
    ['took 1.5s', 'took 20 s'],
    ['took 1m 23s', 'took 9m 1s'],
    ['Time elapsed: 0.012 sec', 'Time elapsed: 12 sec'],
    ['at 2026-01-31T12:00:00.123Z', 'at 2025-11-02T01:59:59Z'],
    ['at 2026-01-31 12:00:00,123', 'at 2025-11-02 01:59:59,9'],
    ['on Sat Jan 31 12:00:00 UTC 2026', 'on Mon Dec  1 01:02:03 UTC 2025'],
    ['on Sat, 31 Jan 2026 12:00:00 GMT', 'on Mon, 1 Dec 2025 01:02:03 GMT'],
    ['[31/Jan/2026:12:00:00 +0000] till', '[01/Dec/2025:01:02:03 +0000] till'],
    ['1/31/2026 9:05:11 PM till', '12/1/2025 11:15:00 AM till'],
    ['Jan 31 12:00:00 till closed', 'Dec  1 01:02:03 till closed'],
    ['[12:00:01] till', '[01:59:59] till'],
    ['id 7b1c2f7e-1111-4222-8333-123456789abc', 'id 11111111-2222-4333-8444-555566667777'],
    ['at 0x7ffeefbff5c8', 'at 0x7ffeefbf0000'],
    ['Till@1b2c3d4e is closed', 'Till@77ab12 is closed'],
    ['till.(*Drawer).Open(0xc000012345)+0x1d4', 'till.(*Drawer).Open(0xc0000abcde)+0x44'],
    ['goroutine 34 [running]', 'goroutine 7 [running]'],
    ['#PID<0.123.0> till', '#PID<0.9.0> till'],
    ["thread 'till' (4711) panicked", "thread 'till' (99) panicked"],
    ['Randomized with seed 12345', 'Randomized with seed 9'],
    ['--seed=12345', '--seed=77'],
    ['commit 8e953ce1', 'commit 64c28af7'],
    ['in /tmp/abc/x.txt', 'in /tmp/def/y.txt'],
    ['in /private/var/folders/zz/a1b2/T/x', 'in /private/var/folders/aa/c3d4/T/y'],
    [
      'see /root/.npm/_logs/2026-01-31T12_00_00_123Z-debug-0.log',
      'see /home/ci/.npm/_logs/2025-12-01T01_02_03_004Z-debug-0.log',
    ],
    ['/builds/shop/till/src/till.js: closed', '/builds/other/till/src/till.js: closed'],
    ['/home/anna/.cargo/registry/src/money-1.0.0/lib.rs', '/root/.cargo/registry/src/money-1.0.0/lib.rs'],
    [
      'C:\\Users\\anna\\AppData\\Local\\Temp\\x1\\till.txt',
      'C:\\Users\\ben\\AppData\\Local\\Temp\\y22\\till.txt',
    ],
    ['src/till.ts:12:3 closed', 'src/till.ts:40:7 closed'],
    ['src/till.ts(12,3): closed', 'src/till.ts(40,7): closed'],
    ['Till.java:[12,3] closed', 'Till.java:[40,7] closed'],
    ['File "till.py", line 12, in open', 'File "till.py", line 99, in open'],
    ['at Till.open(Till.java:12)', 'at Till.open(Till.java:99)'],
    ["build.gradle' line: 12", "build.gradle' line: 99"],
    ['  12 | const till = open();', '  99 | const till = open();'],
    ['connect ECONNREFUSED 127.0.0.1:41233', 'connect ECONNREFUSED 127.0.0.1:50999'],
    ['http://localhost:41233/till', 'http://localhost:50999/till'],
    ['on runner-abcd1234-project-7-concurrent-0', 'on runner-zyxw9876-project-7-concurrent-3'],
    ['pod till-6d4cf56db6-x7k2p is gone', 'pod till-7f8a9b0c1d-q2w3e is gone'],
    ['[gw2] FAILED till', '[gw11] FAILED till'],
    ['Coverage 79.41 % is too low', 'Coverage 79.52 % is too low'],
    ['Fetched 12.3 kB at 9 kB/s', 'Fetched 900 kB at 12 kB/s'],
    ['Command failed: [node /builds/shop/ti...]', 'Command failed: [node /home/ci/build...]'],
  ])('makes %j and %j one', (a, b) => {
    expect(stableText(a)).toBe(stableText(b));
  });

  it.each([
    ['expected 4 to equal 5', 'expected 4 to equal 6'],
    ['Cannot find module left', 'Cannot find module right'],
    ['HTTP 404', 'HTTP 503'],
    ['money@1.2.3 is missing', 'money@1.3.0 is missing'],
    ['src/till.ts: closed', 'src/drawer.ts: closed'],
    ['/builds/shop/till/src/a/index.ts', '/builds/shop/till/src/b/index.ts'],
    ['exit code 1', 'exit code 137'],
    ['Mark is not allowed', 'Marie is not allowed'],
    ['TS2322', 'TS2551'],
  ])('keeps %j and %j apart', (a, b) => {
    expect(stableText(a)).not.toBe(stableText(b));
  });

  it('is the same for a long text that was cut elsewhere', () => {
    const long = (folder: string) =>
      `The till in ${folder}/till is closed: ${'coins and more coins, '.repeat(30)}`.slice(0, 500);
    expect(stableText(long('/tmp/a'))).toBe(stableText(long('/tmp/much-longer-than-that')));
  });

  it('takes a hostile line in its stride', () => {
    const hostile = [
      '/a'.repeat(5_000),
      '1:'.repeat(5_000),
      'a1'.repeat(5_000),
      '1.'.repeat(5_000),
      `${' '.repeat(5_000)}|`,
      'Jan '.repeat(3_000),
      '/tmp/'.repeat(3_000),
      '-deadbeef1'.repeat(1_000),
    ];
    for (const line of hostile) expect(stableText(line).length).toBeLessThanOrEqual(600);
  });
});

describe('lineTemplate', () => {
  it('sees lines that differ in counts alone as one', () => {
    expect(lineTemplate('Tests: 1 failed, 243 passed')).toBe(lineTemplate('Tests: 2 failed, 1,301 passed'));
    expect(lineTemplate('coins 1.2.3')).not.toBe(lineTemplate('money 1.2.3'));
  });
});
