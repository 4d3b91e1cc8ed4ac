import type { Detector } from '../detector';
import { ownFrame } from '../causes/javascript-stack';
import type { LogView } from '../view/log-view';
import { causeOfTests, messageIn, type FailedAt } from '../causes/test-cause';

const failing = /^\s{0,6}(\d{1,6}) failing$/;
const numbered = /^(\s{1,8})(\d{1,6})\) (\S.*)$/;
const messageEnd = /^at \S/;

/** Mocha: the numbered list after "N failing", names as it prints them. */
export const mocha: Detector = {
  id: 'mocha',
  keywords: [' failing'],
  detect(view) {
    return causeOfTests(view, { tool: 'mocha', label: 'Mocha', failed: failures(view) });
  },
  examples: [
    {
      log: [
        '  3 passing (12ms)',
        '  1 failing',
        '',
        '  1) till',
        '       adds money:',
        '',
        '      AssertionError: expected 4 to equal 5',
        '      + expected - actual',
        '',
        '      at Context.<anonymous> (test/money.js:12:21)',
      ].join('\n'),
      category: 'test',
      failedTests: ['till adds money:'],
      findings: ['test/money.js:12'],
    },
  ],
  lookAlikes: ['  2 failing tests are known\n\n  1) read the notes', 'nothing is failing\n  1) done'],
};

function failures(view: LogView): FailedAt[] {
  const found: FailedAt[] = [];
  for (const { index: heading, match: counted } of view.find(failing, [' failing'])) {
    const count = Number(counted[1]);
    let expected = 1;
    const starts: number[] = [];
    let last = heading;
    for (
      let index = heading + 1;
      index < view.length && index < last + 2_000 && expected <= count;
      index += 1
    ) {
      const match = numbered.exec(view.text(index));
      if (match === null || Number(match[2]) !== expected) continue;
      starts.push(index);
      expected += 1;
      last = index;
    }
    starts.forEach((start, position) => {
      const next = starts[position + 1];
      found.push(failure(view, start, next === undefined ? Math.min(view.length - 1, start + 60) : next - 1));
    });
  }
  return found;
}

function failure(view: LogView, from: number, end: number): FailedAt {
  const title = [(numbered.exec(view.text(from))?.[3] ?? '').trim()];
  let body = from + 1;
  // The names of the suites stand one below the other, the last one ends with a colon.
  while (title.at(-1)?.endsWith(':') !== true && body <= end && view.text(body).trim() !== '') {
    title.push(view.text(body).trim());
    body += 1;
  }
  const frame = ownFrame(view, body, end);
  const message = messageIn(view, body, end, messageEnd);
  return {
    test: {
      name: title.join(' '),
      file: frame?.file ?? null,
      line: frame?.line ?? null,
      message: message.replace(/^AssertionError(?: \[ERR_ASSERTION\])?: /, ''),
    },
    from,
    to: Math.min(end, body + 6),
  };
}
