import type { GateCheck, GateInput, Objection } from '../gate-check';

/** Both sides are plain text, and the fix adds nothing that reads differently from what it does. */
export const textOnly: GateCheck = {
  id: 'text-only',
  label: 'Only text is changed, and it reads as it is',
  run: ({ edits }: GateInput) => {
    const objections: Objection[] = [];
    for (const { path, before, after } of edits) {
      const object = (detail: string) => void objections.push({ path, detail, stops: true });
      if ([before, after].some((text) => text !== null && /[\0\ufffd]/.test(text)))
        object('the file is not UTF-8 text.');
      if (after !== null && /\p{Cs}/u.test(after)) object('the file would not be valid text.');
      if (count(after, HIDDEN) > count(before, HIDDEN))
        object('invisible or direction-changing characters are added.');
      if (before !== null && before.trim() !== '' && after !== null && after.trim() === '')
        object('the file is emptied.');
    }
    return objections;
  },
};

/** Zero-width and bidirectional control characters: code that does not do what it shows. */
const HIDDEN =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0]|[\u{e0000}-\u{e007f}]/gu;

function count(text: string | null, pattern: RegExp): number {
  return text?.match(pattern)?.length ?? 0;
}
