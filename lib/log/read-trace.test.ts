import { describe, expect, it } from 'vitest';
import type { CleanLog } from './clean-log';
import { readTrace, readTraceText } from './read-trace';

const esc = '\u001b';
const start = (name: string, options = '') => `section_start:1700000000:${name}${options}\r${esc}[0K`;
const end = (name: string) => `section_end:1700000009:${name}\r${esc}[0K`;
const command = (text: string) => `${esc}[32;1m$ ${text}${esc}[0;m`;
const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');

async function* pieces(bytes: Uint8Array, ...cuts: number[]) {
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function* repeated(line: string, times: number) {
  const block = new TextEncoder().encode(line.repeat(1_000));
  for (let count = 0; count < times / 1_000; count += 1) yield block;
}

/** With the lines as a list. */
function plain(log: CleanLog) {
  return { ...log, lines: [...log.lines] };
}

const runnerTrace = [
  `${start('prepare_executor')}Preparing the "docker" executor`,
  `${end('prepare_executor')}${start('step_script')}${esc}[0K${esc}[36;1mExecuting "step_script"${esc}[0;m`,
  command('npm test'),
  `progress 10%\rprogress 100%\rdone${esc}[0K`,
  `${start('inner', '[collapsed=true]')}Zöe’s naïve 日本語 test 🎈`,
  `${end('inner')}token ${token}`,
  `${esc}[31mfailed${esc}[0;m`,
  `${end('step_script')}ERROR: Job failed: exit code 1`,
  '',
].join('\n');

const prefixed = [
  '2026-01-31T12:00:00.123456Z 00O Running',
  '2026-01-31T12:00:00.123457Z 01O first half, ',
  '2026-01-31T12:00:00.123458Z 01E an error',
  `2026-01-31T12:00:00.123459Z 01O+second half ${token.slice(0, 9)}`,
  `2026-01-31T12:00:00.123460Z 01O+${token.slice(9)} end`,
  '2026-01-31T12:00:00.123461Z 01O next',
].join('\n');

function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** A trace of everything that a runner and its tools print, in any order; some of its lines hold a word of their own. */
function anyTrace(below: (limit: number) => number): string {
  const makers = [
    () => `till-${below(1_000_000)} counts coins`,
    () => '2026-01-31T12:00:00.123456Z 01O till-' + String(below(1_000_000)),
    () => `2026-01-31T12:00:00.123456Z 0${below(3)}${'OE'.charAt(below(2))}+and more 🎈`,
    () => '2026-01-31T12:00:00.123456Z 01E Zöe’s 日本語',
    () => start(`part_${below(3)}`) + 'in it',
    () => end(`part_${below(3)}`),
    () => command('make till'),
    () => `10%\r50% ✓\r100%${esc}[K`,
    () => `${esc}[31m${esc}[2Kred${esc}[0m\u200b\b`,
    () => '',
    () => 'x'.repeat(below(300)),
    () => '\r',
  ];
  const lines = Array.from({ length: 1 + below(60) }, () => makers[below(makers.length)]?.() ?? '');
  return lines.join('\n') + (below(2) === 0 ? '\n' : '');
}

describe('readTrace', () => {
  it('gives clean lines with their raw numbers and sections', async () => {
    const log = await readTraceText(runnerTrace);
    expect(log.condition).toBe('whole');
    expect([...log.lines].map(({ number, text, section }) => [number, text, section])).toEqual([
      [1, 'Preparing the "docker" executor', 'prepare_executor'],
      [2, 'Executing "step_script"', 'step_script'],
      [3, '$ npm test', 'step_script'],
      [4, 'done', 'step_script'],
      [5, 'Zöe’s naïve 日本語 test 🎈', 'inner'],
      [6, 'token [redacted:gitlab-token:1]', 'step_script'],
      [7, 'failed', 'step_script'],
      [8, 'ERROR: Job failed: exit code 1', undefined],
    ]);
    expect([...log.lines].filter(({ isCommand }) => isCommand).map(({ number }) => number)).toEqual([3]);
    expect(log.sections).toEqual([
      { name: 'prepare_executor', start: 1, end: 2 },
      { name: 'step_script', start: 2, end: 8 },
      { name: 'inner', start: 5, end: 6 },
    ]);
  });

  it.each([
    ['a runner trace', runnerTrace],
    ['a trace with timestamps', prefixed],
  ])('reads %s the same wherever it is cut', async (_name, text) => {
    const bytes = new TextEncoder().encode(text);
    const whole = plain(await readTrace(pieces(bytes)));
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(plain(await readTrace(pieces(bytes, cut)))).toEqual(whole);
    }
    const single = Array.from({ length: bytes.length - 1 }, (_, index) => index + 1);
    expect(plain(await readTrace(pieces(bytes, ...single)))).toEqual(whole);
  });

  it('reads invalid UTF-8 the same wherever it is cut', async () => {
    const text = new TextEncoder().encode('some text before it, then ');
    const bytes = new Uint8Array([...text, 0xe2, 0x82, 0x41, 0xff, 0xf0, 0x9f, 0x0a, ...text, 0xc3]);
    const whole = plain(await readTrace(pieces(bytes)));
    expect(whole.condition).toBe('whole');
    for (let cut = 1; cut < bytes.length; cut += 1) {
      expect(plain(await readTrace(pieces(bytes, cut)))).toEqual(whole);
    }
  });

  it('joins continued lines of the same stream and knows the streams', async () => {
    const log = await readTraceText(prefixed);
    expect([...log.lines].map(({ number, text, stream }) => [number, text, stream])).toEqual([
      [1, 'Running', 'stdout'],
      [2, 'first half, second half [redacted:gitlab-token:1] end', 'stdout'],
      [3, 'an error', 'stderr'],
      [6, 'next', 'stdout'],
    ]);
  });

  it('closes inner sections with the outer one and leaves unclosed ones open', async () => {
    const log = await readTraceText(
      [`${start('outer')}a`, `${start('inner')}b`, `${end('outer')}c`, `${start('last')}d`, 'e'].join('\n'),
    );
    expect([...log.lines].map(({ section }) => section)).toEqual([
      'outer',
      'inner',
      undefined,
      'last',
      'last',
    ]);
    expect(log.sections.map(({ end: line }) => line)).toEqual([3, 3, null]);
  });

  it('takes a marker inside a sentence for text', async () => {
    const log = await readTraceText('see section_start:1:build in the manual');
    expect(log.lines.at(0)?.text).toBe('see section_start:1:build in the manual');
    expect(log.sections).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['blank lines', '\n \n\t\n'],
    ['section markers alone', `${start('a')}\n${end('a')}`],
  ])('calls a trace of %s empty', async (_name, text) => {
    expect((await readTraceText(text)).condition).toBe('empty');
  });

  it('says when the runner cut the log', async () => {
    const log = await readTraceText(
      "some output\n\u001b[31;1mJob's log exceeded limit of 4194304 bytes.\u001b[0;m\nJob execution will continue but no more output will be collected.\n",
    );
    expect(log.condition).toBe('cut');
  });

  it('says when the bytes are no text', async () => {
    const log = await readTrace(pieces(Uint8Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256)));
    expect(log.condition).toBe('not-text');
    expect(log.lines.length).toBe(0);
  });

  it('keeps the beginning and the end of a log beyond the cap, with the right numbers', async () => {
    const log = await readTrace(repeated('one line of a very long log\n', 300_000), { capBytes: 400_000 });
    expect(log.condition).toBe('cut');
    expect(log.totalLines).toBe(300_000);
    expect(log.lines.at(0)?.number).toBe(1);
    expect(log.lines.at(-1)?.number).toBe(300_000);
    expect(log.lines.length).toBeLessThan(20_000);
  });

  it('reads several hundred thousand lines whole', async () => {
    const log = await readTrace(repeated('a line\n', 400_000));
    expect(log.condition).toBe('whole');
    expect(log.lines.length).toBe(400_000);
  });

  it('shortens an endless line without leaving half a secret at the gap', async () => {
    const long = `${'x '.repeat(20_000)}${token}${'y'.repeat(200_000)}${token} the end`;
    const log = await readTraceText(long);
    expect(log.lines.length).toBe(1);
    expect(log.lines.at(0)?.text.length).toBeLessThan(10_000);
    expect(log.lines.at(0)?.text).not.toContain(token.slice(0, 10));
  });

  it('survives lines made of cursor movements', async () => {
    const log = await readTraceText(`${'ab\b\r'.repeat(50_000)}\nend`);
    expect(log.lines.at(-1)?.text).toBe('end');
  });

  it('takes out the exact values it is given, however they were coloured', async () => {
    const log = await readTraceText(`password is hun${esc}[31mter2-very-secret${esc}[0m.`, {
      mask: ['hunter2-very-secret'],
    });
    expect(log.lines.at(0)?.text).not.toContain('very-secret');
  });

  it('reads any trace the same however it is cut', async () => {
    const below = numbers(5);
    for (let round = 0; round < 60; round += 1) {
      const bytes = new TextEncoder().encode(anyTrace(below));
      const capBytes = round % 3 === 0 ? 2_000 : 1_000_000;
      const whole = plain(await readTrace(pieces(bytes), { capBytes }));
      for (let times = 0; times < 8; times += 1) {
        const cuts = Array.from({ length: below(12) }, () => below(bytes.length)).sort((a, b) => a - b);
        expect(plain(await readTrace(pieces(bytes, ...cuts), { capBytes }))).toEqual(whole);
      }
    }
  });

  it('keeps every raw number, in order, of any trace', async () => {
    const below = numbers(6);
    for (let round = 0; round < 60; round += 1) {
      const text = anyTrace(below);
      const raw = text.split('\n');
      const log = await readTraceText(text, { capBytes: round % 3 === 0 ? 2_000 : 1_000_000 });
      expect(log.totalLines).toBe(raw.length - (text.endsWith('\n') ? 1 : 0));
      const shown = [...log.lines].map(({ number }) => number);
      expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
      for (const { number, text: line } of log.lines) {
        const word = /till-\d+/.exec(line)?.[0];
        if (word !== undefined) expect(raw[number - 1]).toContain(word);
      }
    }
  });

  it('reads what programs tell other programs, and moves along a line', async () => {
    const log = await readTraceText(
      [
        `${esc}_bk;t=17\u0007Running 8 tests`,
        `${esc}]8;;https://shop.example/${esc}\\the shop${esc}]8;;${esc}\\`,
        `[1/4] Resolving${esc}[2K${esc}[1G[2/4] Fetching`,
        `name${esc}[6Cvalue`,
        `${esc}P unended, so that it is text`,
      ].join('\n'),
    );
    expect([...log.lines].map(({ text }) => text)).toEqual([
      'Running 8 tests',
      'the shop',
      '[2/4] Fetching',
      'name      value',
      ' unended, so that it is text',
    ]);
  });

  it.each([
    ['a return', `${token}\rpaid`],
    ['a return in the line', `till ${token}\rtill paid`],
    ['backspaces', `${token}${'\b'.repeat(12)}paid`],
    ['a jump back', `${token}${esc}[14Dpaid`],
    ['a jump to a column', `${token}${esc}[4Gpaid`],
    ['a jump back and forth', `${token}${esc}[20D  ${esc}[20C paid`],
  ])('leaves no piece of a secret that was written over behind %s', async (_how, line) => {
    const log = await readTraceText(`first\n${line}\nlast`);
    const text = log.lines.text(1);
    expect(text).toContain('[redacted:gitlab-token:1]');
    for (let from = 0; from + 8 <= token.length; from += 1)
      expect(text).not.toContain(token.slice(from, from + 8));
  });

  it('shows progress as it ended', async () => {
    const log = await readTraceText('10 %\r50 %\r100 %\nlast');
    expect(log.lines.text(0)).toBe('100 %');
  });

  it('finds markers that lost their carriage return, behind colours too', async () => {
    const log = await readTraceText(
      `${esc}[0;msection_start:1:build\n${esc}[0Kcoins\n${esc}[0;msection_end:2:build\nend`,
    );
    expect(log.sections).toEqual([{ name: 'build', start: 1, end: 3 }]);
    expect([...log.lines].map(({ section }) => section)).toEqual(['build', 'build', undefined, undefined]);
  });

  it('leaves no piece of a key whose beginning fell out of the kept part', async () => {
    const body = Array.from(
      { length: 30 },
      (_, index) => `${'Qx7'.repeat(20)}${String(index).padStart(4, '0')}`,
    );
    const begin = ['-----BEGIN RSA PRIV', 'ATE KEY-----'].join('');
    for (const before of [150, 170, 190, 210, 230]) {
      const text = [
        'start',
        ...Array<string>(before).fill('a coin'),
        begin,
        ...body,
        ...Array<string>(120).fill('a note'),
      ];
      const log = await readTraceText(text.join('\n'), { capBytes: 4_096 });
      expect(log.condition).toBe('cut');
      for (const { text: line } of log.lines) expect(line).not.toContain('Qx7Qx7');
    }
  });
});
