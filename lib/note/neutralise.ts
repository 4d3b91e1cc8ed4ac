/** Breaks a word without being seen. */
const zeroWidthSpace = '\u200b';

/**
 * Makes text that a log, a model or a stranger wrote harmless inside a note: one line, no quick action, nobody mentioned,
 * no reference, link, image or HTML of its own. Only for running text: quoted lines go into `codeBlock`.
 */
export function neutralise(text: string): string {
  return text
    .replace(/\p{Cc}+|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$#!^%]/g, (mark) => `\\${mark}`)
    .replace(/@/g, `@${zeroWidthSpace}`)
    .replace(/:\/\//g, `:${zeroWidthSpace}//`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${zeroWidthSpace}.`)
    .trim()
    .replace(/^[/+\-=]|^\d+[.)]/, (start) => `${zeroWidthSpace}${start}`);
}
