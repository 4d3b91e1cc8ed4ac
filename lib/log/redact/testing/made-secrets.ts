// No secret stands in these files: each is put together when they are loaded, from pieces that are none.
export function made(length: number, alphabet: string, seed = 7): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    text += alphabet.charAt((index * 31 + seed * 17 + ((index * index) % 13)) % alphabet.length);
  }
  return text;
}
export const lower = 'abcdefghijklmnopqrstuvwxyz';
export const upper = lower.toUpperCase();
export const letters = `${upper}${lower}`;
export const digits = '0123456789';
export const word = `${upper}${digits}${lower}`;
export const hex = `${digits}abcdef`;
export const join = (...parts: string[]) => parts.join('');

export const w20 = made(20, word);
export const w40 = made(40, word, 3);
export const esc = '\u001b';
export const b64 = (text: string) => Buffer.from(text).toString('base64');
export const gitlab = join('gl', 'pat-', w20);
export const github = join('gh', 'p_', made(36, word));
export const aws = join('AK', 'IA', made(16, `${upper}234567`));
export const jwt = join('ey', 'J', made(30, word), '.', 'ey', 'J', made(60, word, 5), '.', made(43, word, 2));
export const keyBody = [made(64, word, 1), made(64, word, 2), made(64, word, 4), `${made(30, word, 6)}==`];
export const keyHead = (kind: string) => join('-----BEGIN ', kind, 'PRIVATE KEY-----');
export const keyFoot = (kind: string) => join('-----END ', kind, 'PRIVATE KEY-----');
