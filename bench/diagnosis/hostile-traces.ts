import { detectors } from '@/lib/diagnosis/detectors';

const size = 10_000_000;
const esc = '\u001b';

const filled = (piece: string): Buffer => Buffer.alloc(size, piece);

/** Every line holds as many keywords as have room. */
function keywordLines(): Buffer {
  const keywords = [...new Set(detectors.flatMap((detector) => detector.keywords))];
  const lines: string[] = [];
  for (let from = 0; from < keywords.length; from += 8) lines.push(keywords.slice(from, from + 8).join(' '));
  return filled(`${lines.join('\n')}\n`);
}

/** Each example of each detector, again and again. */
function exampleLines(): Buffer {
  return filled(
    detectors
      .flatMap(({ examples, lookAlikes }) => [...examples.map(({ log }) => log), ...lookAlikes])
      .join('\n'),
  );
}

/** Logs of 10 MB that are made to take time. */
export const hostileTraces: ReadonlyMap<string, () => Buffer> = new Map([
  ['keywords of detectors', keywordLines],
  ['examples of detectors', exampleLines],
  [
    'keywords of redaction',
    () => filled('password token secret api_key= Authorization: Bearer AKIA glpat- -----BEGIN ://u:\n'),
  ],
  ['one line', () => filled('x')],
  ['one line of words', () => filled('error: till ')],
  ['carriage returns', () => filled('\r')],
  ['overwritten lines', () => filled('ab\b\rcd\n')],
  ['escape sequences', () => filled(`${esc}[31m${esc}[2K`)],
  ['lines of escape sequences', () => filled(`${esc}[31m${esc}[2K${esc}]0;x\u0007\n`)],
  ['escape characters', () => filled(esc)],
  [
    'section markers',
    () => filled(`section_start:1700000000:a\r${esc}[0Ksection_end:1700000000:b\r${esc}[0K\n`),
  ],
  ['stack frames', () => filled('    at Till.add (/builds/shop/till/src/till.js:12:7)\n')],
  [
    'Java stack frames',
    () => filled('\tat com.shop.Till.add(Till.java:12)\nCaused by: java.lang.Error: x\n'),
  ],
  ['error lines', () => filled('error: the till is empty\n')],
  ['file and line', () => filled('src/till.c:1:1: error: the till is empty [E1]\n')],
  ['commands', () => filled('$ cd till && npm test\n')],
  ['empty lines', () => filled('\n')],
  ['exit codes', () => filled('The command "x" exited with 1.\n')],
  ['continued lines', () => filled('2026-01-31T12:00:00.123459Z 01O+error: till\n')],
  ['pytest', () => filled('FAILED tests/test_till.py::test_add - assert 1 == 2\n')],
]);
