import type { FoundSecret } from './find-secrets';
import { isPlaceholder, isRandom } from './likely-secret';

/** A name that the line ends with: in a list of names and values, or announced in a sentence. */
const listed =
  /(?:^|[\s,{<-])["']?(?:name|key|variable)["']?\s{0,4}(?:[:=]|>|\s)\s{0,4}["']?[\w.-]{0,100}["']?(?:,|<\/(?:name|key)>|\s\{)?\s{0,8}$/i;
const announced =
  /(?:password|passcode|passphrase|secret|token|credential|api key|recovery code|unlock key)s?\b[^:=]{0,60}:\s{0,4}(?:[|>][+-]?\s{0,4})?$|<[\w:.-]{0,40}(?:password|passphrase|secret|token)>\s{0,4}$/i;
const value =
  /^[\s|>+-]{0,60}["']?(?:value|default|string)?["']?\s{0,4}(?:[:=]|>)\s{0,4}(?:"(?<a>[^"]{3,2000})"|'(?<b>[^']{3,2000})'|(?<c>[^\s"'<>{[]{3,2000}))/i;
const element = /^\s{0,60}<(?:value|string)>(?<a>[^<]{3,2000})<\//i;
const alone = /^\s{0,60}["']?(?<a>[\w+/=.!@#$%^&*-]{8,400})["']?\s{0,8}$/;

/** Follows a name at the end of a line to its value on the next. */
export class NextLineValue {
  #waits: 'value' | 'alone' | null = null;
  #lines = 0;

  get isWaiting(): boolean {
    return this.#waits !== null;
  }

  /** Takes a line that holds the name of a secret. */
  note(line: string): void {
    if (line.length > 400) return;
    if (listed.test(line)) this.#waits = 'value';
    else if (announced.test(line)) this.#waits = 'alone';
    else return;
    this.#lines = 0;
  }

  /** The value in a line that comes after a noted one. */
  find(line: string): FoundSecret | null {
    const waits = this.#waits;
    if (waits === null) return null;
    this.#lines += 1;
    if (this.#lines > 2 || line.trim() !== '') this.#waits = null;
    const match = waits === 'alone' ? alone.exec(line) : (value.exec(line) ?? element.exec(line));
    const secret = match?.groups?.['a'] ?? match?.groups?.['b'] ?? match?.groups?.['c'];
    if (match === null || secret === undefined || isPlaceholder(secret)) return null;
    if (waits === 'alone' && !isRandom(secret, 8)) return null;
    const from = match.index + match[0].lastIndexOf(secret);
    return { from, to: from + secret.length, kind: 'secret' };
  }
}
