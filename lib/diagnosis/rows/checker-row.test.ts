import { describe, expect, it } from 'vitest';
import { checkerRow } from './checker-row';

function place(line: string, below = ''): string | null {
  const row = checkerRow(line, below);
  if (row === null) return null;
  return [row.file, row.line, row.column, row.severity, row.code, row.message].join(' | ');
}

describe('a row of an unknown checker', () => {
  it.each([
    ['till/till.lua:5:17: line is too long', 'till/till.lua | 5 | 17 |  |  | line is too long'],
    [
      'src/Till.hs:11:18: Suggestion: Redundant bracket',
      'src/Till.hs | 11 | 18 | info |  | Redundant bracket',
    ],
    ['.env:3 The coin-box key is wrong', '.env | 3 |  |  |  | The coin-box key is wrong'],
    [
      'app/till.haml:33 [W] ImplicitDiv: a div too many',
      'app/till.haml | 33 |  | warning |  | ImplicitDiv: a div too many',
    ],
    ['[till.proto:11:5] Found two coins.', 'till.proto | 11 | 5 |  |  | Found two coins.'],
    ['shop/till.proto:17:1:Package name is wrong', 'shop/till.proto | 17 | 1 |  |  | Package name is wrong'],
    [
      '/shop/Till.php:80:8:error - Undefined: no coin',
      '/shop/Till.php | 80 | 8 | error |  | Undefined: no coin',
    ],
    ['src/till.ts(4,2): warning T12: no coin', 'src/till.ts | 4 | 2 | warning | T12 | no coin'],
    ['src/till.ts[418, 38]: missing semicolon', 'src/till.ts | 418 | 38 |  |  | missing semicolon'],
    ['src/till.js: line 4, col 2, Missing semicolon.', 'src/till.js | 4 | 2 |  |  | Missing semicolon.'],
    ['src/till.vim|4 col 2| no such coin', 'src/till.vim | 4 | 2 |  |  | no such coin'],
    [
      '[ERROR] src/Till.java:[4,2] (coins) Coin: no coin',
      'src/Till.java | 4 | 2 | error |  | (coins) Coin: no coin',
    ],
    [
      '/c/my shop/till.cc:4:2: warning: unused coin [coin-unused]',
      '/c/my shop/till.cc | 4 | 2 | warning | coin-unused | unused coin [coin-unused]',
    ],
    [
      'till.cc:4:  Tab found; use blanks  [whitespace/tab] [1]',
      'till.cc | 4 |  |  | whitespace/tab | Tab found; use blanks  [whitespace/tab] [1]',
    ],
    ['app/(shop)/till.tsx:4:2: no coin', 'app/(shop)/till.tsx | 4 | 2 |  |  | no coin'],
    ['%Warning-WIDTH: till.v:4:2: no coin', 'till.v | 4 | 2 | warning | WIDTH | no coin'],
    ['"src/till.tex", line 4: no coin', 'src/till.tex | 4 |  |  |  | no coin'],
    ['Warning 12 in till.tex line 4: no coin', 'till.tex | 4 |  |  |  | no coin'],
    ['CMakeLists.txt:4,02: [C0301] no coin', 'CMakeLists.txt | 4 | 2 |  | C0301 | no coin'],
    ['[/shop/till.go:4] - G104 (CWE-7): no coin', '/shop/till.go | 4 |  |  | G104 | no coin'],
    [
      'bin/till.pl: No coin at line 4, column 2.  See page 3.',
      'bin/till.pl | 4 | 2 |  |  | No coin.  See page 3.',
    ],
    ['till.pp - WARNING: no coin on line 4', 'till.pp | 4 |  | warning |  | no coin'],
    ['tidy: src/till.c:4:2: no coin', 'src/till.c | 4 | 2 |  |  | no coin'],
  ])('is read from %s', (line, expected) => {
    expect(place(line)).toBe(expected);
  });

  it('may have its words on the next line', () => {
    expect(place('src/Till.hs:9:10: Warning:', '    No coin')).toBe(
      'src/Till.hs | 9 | 10 | warning |  | No coin',
    );
  });

  it.each([
    '    at add (src/till.js:12:5)',
    'at src/till.js:12:5',
    "lib/till.rb:12:in `add'",
    "\tfrom lib/till.rb:12:in 'Till#add'",
    '(till 0.1.0) lib/till.ex:12: Till.add/2',
    '/src/till.go:12 +0x1d',
    'listening on till.example:8080 now',
    'http://till.example:8080/a.js:12: no',
    '2026-01-02 12:34:56 till.go:12: opened',
    '12:34:56 the till opens',
    'registry.example/shop/till:1.2.3: Pulling from shop',
    'The till opens at 12:30 today',
    'src/till.js:12',
    'src/till.js:12:5',
    '  File "src/till.py", line 12, in add',
    'till: 3 coins on line 12',
    'till/money.py:12: DeprecationWarning: coins are old',
    '/usr/lib/python3/dist-packages/till.py:12: a coin is old',
  ])('is not seen in %s', (line) => {
    expect(place(line)).toBeNull();
  });

  it('costs no more than the line is long', () => {
    const hostile = [
      'a.js:1'.repeat(2_000),
      ':1:1'.repeat(3_000),
      `${' line 1'.repeat(3_000)}x`,
      '('.repeat(20_000),
    ];
    expect(hostile.map((line) => place(line))).toEqual([null, null, null, null]);
  });
});
