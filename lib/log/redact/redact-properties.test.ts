import { describe, expect, it } from 'vitest';

import { createRedactor } from './create-redactor';
import { redact } from './redact';
import { ciLines } from './testing/ci-lines';
import { esc, gitlab, w20, w40 } from './testing/made-secrets';

/** The same numbers each time: xorshift. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % below;
  };
}

const pieces = [
  ...[
    'password',
    'token=',
    'secret: ',
    '"',
    "'",
    '\\"',
    '=',
    ':',
    ' ',
    '\n',
    '\r',
    '<',
    '>',
    '://',
    '@',
    '%3A',
    '%2F',
  ],
  ...[
    'glpat-',
    'Bearer ',
    'Cookie: a=',
    '-----BEGIN ',
    'PRIVATE KEY-----',
    '-----END ',
    'AKIA',
    'eyJ',
    '{',
    '}',
    ',',
  ],
  ...[
    '[redacted:',
    ':1]',
    'src/till.ts:3:7',
    'curl -u ',
    '--password ',
    'é',
    '\u200b',
    `${esc}[31m`,
    `${esc}[0m`,
  ],
  ...[
    '2026-03-01T10:00:00.123456Z 00O ',
    '2026-03-01T10:00:00.123456Z 00O+',
    w20,
    w40,
    gitlab,
    'c2VjcmV0',
    '|',
    '?key=',
  ],
];

function madeUp(next: (below: number) => number): string {
  return Array.from({ length: 1 + next(40) }, () => pieces[next(pieces.length)] ?? '').join('');
}

describe('redaction, whatever the text', () => {
  it('keeps the number of lines', () => {
    const next = numbers(20_260_301);
    for (let round = 0; round < 3_000; round += 1) {
      const text = madeUp(next);
      expect(redact(text).split('\n')).toHaveLength(text.split('\n').length);
    }
  });

  it('finds nothing more in what it has redacted', () => {
    const next = numbers(7);
    for (let round = 0; round < 3_000; round += 1) {
      const once = redact(madeUp(next));
      expect(redact(once)).toBe(once);
    }
  });

  it('leaves no token, whatever stands around it', () => {
    const next = numbers(99);
    for (let round = 0; round < 3_000; round += 1) {
      const text = `${madeUp(next)} ${gitlab} ${madeUp(next)}`;
      expect(redact(text)).not.toContain(gitlab);
    }
  });

  it('finds a secret wherever it stands in a long line', () => {
    const line = 'counted the coins of the drawer. '.repeat(4_000);
    for (let at = 60_000; at < 70_000; at += 97) {
      const result = redact(`${line.slice(0, at)} DB_PASSWORD=${w40} ${line.slice(at)}`);
      expect(result).not.toContain(w40.slice(0, 8));
      expect(result).toContain('drawer');
    }
  });

  it('gives a log with all kinds of secrets no way to spoil one another', () => {
    const redactLine = createRedactor();
    const all = ciLines.map(({ text }) => text.split('\n').map(redactLine).join('\n'));
    const lost = ciLines.filter(({ what, gone }, at) => {
      // What the runner splits is put together before the redactor sees a line.
      if (what.includes('split') || what.includes('colour') || what.includes('zero-width')) return false;
      return gone.some((secret) => all[at]?.includes(secret));
    });
    expect(lost.map(({ what }) => what)).toEqual([]);
  });

  it('takes out whole lines once a log costs too much, and never lets one through unread', () => {
    const redactLine = createRedactor();
    const line = 'password token secret curl -u login -p api-key: bearer '.repeat(20);
    let unchecked = 0;
    for (let round = 0; round < 3_000; round += 1) {
      const result = redactLine(`${line}${gitlab}${line}`);
      expect(result).not.toContain(gitlab);
      if (/^\[redacted:unchecked-line:\d+\]$/.test(result)) unchecked += 1;
    }
    expect(unchecked).toBeGreaterThan(1_000);
    // What follows and holds nothing that could be a secret is still shown.
    expect(redactLine('counted the coins')).toBe('counted the coins');
  });
});
