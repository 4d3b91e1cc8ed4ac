/** A text as it stands in front of a number: `.py:` but not `.py::`, so that fewer lines are looked at. */
export function beforeNumber(...texts: readonly string[]): string[] {
  return texts.flatMap((text) => Array.from('0123456789', (digit) => `${text}${digit}`));
}
