import { expect, it } from 'vitest';

import { visibleText } from './visible-text';

it.each([
  ['a\u202Eb', 'a⟨U+202E⟩b'],
  ['zero\u200Bwidth', 'zero⟨U+200B⟩width'],
  ['\u001B[31mred', '⟨U+001B⟩[31mred'],
  ['tag\u{E0041}', 'tag⟨U+E0041⟩'],
  ['line\u2028break', 'line⟨U+2028⟩break'],
  ['\uFEFFmark', '⟨U+FEFF⟩mark'],
])('writes out %j', (text, expected) => {
  expect(visibleText(text)).toBe(expected);
});

it.each(['plain', 'tab\tstays', 'émoji 🧵 and 日本語', '→ ✓ ✗'])('leaves %j alone', (text) => {
  expect(visibleText(text)).toBe(text);
});
