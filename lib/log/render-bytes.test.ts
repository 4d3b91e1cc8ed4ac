import { expect, it } from 'vitest';
import { renderBytes } from './render-bytes';
import { renderLine } from './render-line';

const esc = '\u001b';
const pieces = [
  'till',
  ' ',
  '  ',
  '\t',
  '\r',
  '\r\r',
  '\b',
  '✓',
  '日本',
  '🎈',
  'é',
  '\u00a0',
  '\u200b',
  '\u00ad',
  '\ufeff',
  '\u0085',
  '\u202e',
  '\u0007',
  `${esc}[31m`,
  `${esc}[0m`,
  `${esc}[1;38;5;208m`,
  `${esc}[K`,
  `${esc}[0K`,
  `${esc}[2K`,
  `${esc}[1G`,
  `${esc}[3C`,
  `${esc}[2D`,
  `${esc}[2A`,
  `${esc}_bk;t=1\u0007`,
  `${esc}[?25l`,
  `${esc}(B`,
  `${esc}]8;;https://shop.example/till${esc}\\`,
  `${esc}]0;title\u0007`,
  `${esc}[`,
  `${esc}[31`,
  esc,
];

function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

it('shows of any line what the slower way shows, where it does not leave it to that', () => {
  const below = numbers(11);
  let done = 0;
  for (let round = 0; round < 20_000; round += 1) {
    const line = Array.from({ length: 1 + below(8) }, () => pieces[below(pieces.length)] ?? '').join('');
    const bytes = Buffer.from(`before${line}after`);
    const out = Buffer.alloc(bytes.length + 4);
    const end = renderBytes(bytes, 6, bytes.length - 5, out, 4);
    if (end < 0) continue;
    done += 1;
    expect([line, out.toString('utf8', 4, end)]).toEqual([line, renderLine(line)]);
  }
  expect(done).toBeGreaterThan(3_000);
});

it.each([
  ['plain text', 'plain text'],
  [`${esc}[31mred${esc}[0m and ${esc}[1;4mbold${esc}[m`, 'red and bold'],
  [`${esc}[0K${esc}[36;1mRunner${esc}[0;m`, 'Runner'],
  [`10%\r50%\r100%`, '100%'],
  [`a long one\rshort${esc}[K`, 'short'],
  ['Windows\r', 'Windows'],
  ['⠋ wait\r⠙ done', '⠙ done'],
])('does %j itself', (line, shown) => {
  const bytes = Buffer.from(line);
  const out = Buffer.alloc(bytes.length);
  const end = renderBytes(bytes, 0, bytes.length, out, 0);
  expect(out.toString('utf8', 0, end)).toBe(shown);
});
