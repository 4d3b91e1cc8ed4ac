/** The escape character that colours and cursor movements begin with. */
export const ESC = '\u001b';

// CSI (colours, erasing, cursor), OSC (links, titles; ended by BEL or ST), DCS, SOS, PM and APC (said to other programs; where
// they are never ended, only the escape itself goes), other two-character escapes.
const sequence = String.raw`\u001b(?:\[[0-9;:?<=>]{0,64}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)?|[P^_X][^\u0007\u001b]{0,4096}(?:\u0007|\u001b\\)|[()#%][0-9A-Za-z]|[@-Z\\^_a-z78=>])`;
// Controls without a picture, zero-width and direction-changing characters: they hide things and show nothing.
const hidden = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff`;

/** Whether anything in a line goes back, jumps or erases what stands before it. */
export const anyMove = /[\r\b]|\u001b\[(?:\d{0,6}[CDG]|[12]K)/;
/** The same, to replace it. */
export const everyMove = new RegExp(String.raw`[\r\b]|${ESC}\[\d{0,6}[CDGK]`, 'g');
export const escapeSequences = new RegExp(sequence, 'g');
/** What moves the cursor within a line, and every escape sequence. */
export const cursorMoves = new RegExp(String.raw`[\r\b]|${sequence}`, 'g');
export const invisibleCharacters = new RegExp(`[${hidden}]`, 'g');
export const anyInvisible = new RegExp(`[${hidden}]`);
/** What a text that is no raw log must not hold: the same but for line ends, and halves of characters. */
export const hiddenInText = new RegExp(String.raw`[${hidden}]|\p{Surrogate}`, 'u');
