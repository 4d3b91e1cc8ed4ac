import { isWordCharacter } from './encoded-keywords';
import type { NameStrength } from './secret-names';

/** A value that stands behind a name: where it is, and what around it says how to read it. */
export interface AssignedValue {
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
  /** What binds it to the name; `option` is `--name value`, `line` a name and a value alone on a line. */
  readonly binder: '=' | '==' | ':' | ',' | '(' | '<' | '|' | 'option' | 'line';
  /** There are blanks around the sign. */
  readonly spaced: boolean;
  /** Nothing but indentation, a prompt or a keyword such as `export` stands before the name. */
  readonly first: boolean;
  /** The name is the first argument of a call. */
  readonly firstArgument: boolean;
  /** Nothing but a comment or a comma stands behind the value. */
  readonly last: boolean;
}

/** Names that go on like this are of something about a secret, not of one. */
const otherName =
  /^(?:s|izers?|iz(?:e|ing|ation|ed)|[_.-]?(?:types?|ur[il]|uri|files?|path|dir|fields?|len(?:gth)?|count|size|expir\w{0,10}|ttl|endpoint|limit|required|enabled|version|algorithm|label|placeholder|hint|strength|manager|provider|names?|ref|scopes?|format|prompt|reset|form|input|errors?|mismatch|policy|rules?|usage|generator|validat\w{1,6}|service|store|bucket|rotation|min\w{0,8}|max\w{0,8}|changed?\w{0,10}|col\w{0,4}))$/i;
/** Keys that lock nothing. */
const notSecret =
  /public|pub_?key|askpass|(?:package|primary|foreign|sort|partition|cache|routing|group|unique|dependency|hash|lookup|restore|save|artifact|index|object|sorting|query|map|column|row|storage-cache)[_.-]?key/i;
const keyLike = /id|key|auth|api|code|account|crumb|consumer|client|app|prod|dev|live|test|sandbox|dsn|pat$/i;
const binderStart =
  /(?:\\?["'\]`)]){0,3}[ \t]{0,40}(?<sign>={1,3}>?|!={1,2}|:=|\?=|\+=|:(?!:)|,|\(|>|\|)[ \t]{0,40}/y;
const valueAttribute =
  /["']?[ \t]{0,4},?[ \t]{0,4}(?:\\?["'])?(?:value|string)?(?:\\?["'])?[ \t]{0,4}(?:[:=]|<\/key>[ \t]{0,4}<string>)[ \t]{0,4}(?=\\?["'])/iy;
const plist = /<\/(?:key|name)>\s{0,8}<(?:string|value)>/iy;
const annotation =
  /[ \t]{0,4}(?:string|str|String|&str|&'static str|const char ?\*|auto|any)[ \t]{0,4}=[ \t]{0,4}/y;
const blankBinder = /[ \t]{1,8}/y;
const opening = /(?:[bruf@$]{0,2})(\\?["'`]|&quot;|&#34;)/iy;
const before =
  /^[\s>|+$#\d.:\]Z-]{0,40}(?:(?:export|set|env|declare -x|ENV|ARG|local|readonly|var|let|const|val|final|private|public|static|String|string|my|our|define|#define)\s){0,4}(?:\$env:|\$|@|:|-D|--|\/p:)?$/;

/** What is assigned to the name that holds a keyword between `start` and `end`; null when nothing is. Looks at 4,000 characters at most. */
export function assignedValue(
  text: string,
  start: number,
  end: number,
  strength: NameStrength,
): AssignedValue | null {
  const nameEnd = endOfName(text, end);
  const suffix = text.slice(end, nameEnd);
  if (otherName.test(suffix)) return null;
  if (strength === 'service' && suffix !== '' && !keyLike.test(suffix)) return null;
  // `-path` is no `-pat`, `_keyboard` no `_key`.
  if (strength === 'vague' && /^[a-z]/.test(suffix) && !/^(?:s$|ion|ed)/.test(suffix)) return null;
  const nameStart = startOfName(text, start);
  // The user of an address: its password is another rule's.
  if (text.startsWith('://', nameStart - 3)) return null;
  if (notSecret.test(text.slice(nameStart, nameEnd))) return null;
  const sign = bind(text, nameStart, nameEnd);
  if (sign === null) return null;
  const value = readValue(text, nameStart, sign);
  if (value === null || value.to <= value.from) return null;
  // `io.jenkins:api:1.2` is an artifact.
  if (strength === 'service' && value.binder === ':' && !value.spaced && !value.quoted) return null;
  return value;
}

interface Bound {
  readonly at: number;
  readonly binder: AssignedValue['binder'];
  readonly spaced: boolean;
}

function bind(text: string, nameStart: number, nameEnd: number): Bound | null {
  plist.lastIndex = nameEnd;
  if (plist.test(text)) return { at: plist.lastIndex, binder: '<', spaced: false };
  binderStart.lastIndex = nameEnd;
  const found = binderStart.exec(text);
  const sign = found?.groups?.['sign'];
  if (found !== null && sign !== undefined) {
    const spaced = /[ \t]/.test(found[0]);
    const at = binderStart.lastIndex;
    const isQuotedName = /["'`]/.test(found[0].slice(0, found[0].indexOf(sign)));
    if (sign === ',') return followName(text, nameEnd) ?? (isQuotedName ? { at, binder: ',', spaced } : null);
    if (sign === '(') return isQuotedName ? null : { at, binder: '(', spaced };
    if (sign === '>') {
      const isElement =
        text.charAt(nameStart - 1) === '<' || text.charAt(nameStart - 1) === ':' || isQuotedName;
      return isElement ? { at, binder: '<', spaced: false } : null;
    }
    if (sign === '|') return { at, binder: '|', spaced };
    if (/^[!=]==?$/.test(sign) && sign !== '=') return { at, binder: '==', spaced };
    if (sign === ':') {
      annotation.lastIndex = at;
      if (annotation.test(text)) return { at: annotation.lastIndex, binder: '=', spaced };
    }
    return { at, binder: sign.startsWith(':') ? ':' : '=', spaced };
  }
  const attribute = followName(text, nameEnd);
  if (attribute !== null) return attribute;
  blankBinder.lastIndex = nameEnd;
  if (!blankBinder.test(text)) return null;
  const at = blankBinder.lastIndex;
  if (text.charAt(nameStart) === '-') return { at, binder: 'option', spaced: false };
  return isBlank(text, 0, nameStart) ? { at, binder: 'line', spaced: false } : null;
}

/** `name="password" value="…"`, `{"name": "password", "value": "…"}`. */
function followName(text: string, nameEnd: number): Bound | null {
  valueAttribute.lastIndex = nameEnd;
  const found = valueAttribute.exec(text);
  if (found === null || !/value|string/i.test(found[0])) return null;
  return { at: valueAttribute.lastIndex, binder: '=', spaced: false };
}

function readValue(text: string, nameStart: number, { at, binder, spaced }: Bound): AssignedValue | null {
  const first = before.test(text.slice(Math.max(0, nameStart - 80), nameStart));
  const firstArgument = /\(\s?\\?["']$/.test(text.slice(Math.max(0, nameStart - 4), nameStart));
  opening.lastIndex = at;
  const quote = opening.exec(text);
  if (quote?.[1] !== undefined) {
    const from = opening.lastIndex;
    const to = endOfQuoted(text, from, quote[1]);
    return {
      from,
      to,
      quoted: true,
      binder,
      spaced,
      first,
      firstArgument,
      last: isBlank(text, to + quote[1].length, text.length),
    };
  }
  if (binder === ',' || binder === '(') return null;
  const isSetting = binder === '=' && !spaced && first;
  const to = endOfBare(text, at, binder === '<' ? bareInElement : isSetting ? bareInSetting : bareInCode);
  if (binder === '<' && !text.startsWith('</', to)) return null;
  return {
    from: at,
    to,
    quoted: false,
    binder,
    spaced,
    first,
    firstArgument,
    last: isBlank(text, to, text.length),
  };
}

const MAX_VALUE = 4_000;

function endOfQuoted(text: string, from: number, quote: string): number {
  const limit = Math.min(text.length, from + MAX_VALUE);
  for (let at = text.indexOf(quote, from); at >= 0 && at < limit; at = text.indexOf(quote, at + 1)) {
    if (quote.startsWith('\\') || quote.startsWith('&') || text.charAt(at - 1) !== '\\') return at;
  }
  return limit;
}

const bareInElement = /[^<\n]{0,4000}/y;
const bareInSetting = /\S{0,4000}/y;
const bareInCode = /[^\s"'`<>;,)}\]|&\\]{0,4000}/y;

function endOfBare(text: string, from: number, bare: RegExp): number {
  bare.lastIndex = from;
  return bare.test(text) ? bare.lastIndex : from;
}

function endOfName(text: string, from: number): number {
  let at = from;
  while (at < from + 40 && isNameCharacter(text.charCodeAt(at))) at += 1;
  return at;
}

function startOfName(text: string, from: number): number {
  let at = from;
  while (at > 0 && at > from - 64 && isNameCharacter(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** False for NaN, which is what stands behind the end. */
function isNameCharacter(code: number): boolean {
  return isWordCharacter(code) || code === 45 || code === 46;
}

/** Blank, or only what ends a statement or begins a comment. */
function isBlank(text: string, from: number, to: number): boolean {
  const part = text.slice(from, Math.min(to, from + 80));
  return /^[\s"';,)}\]]*(?:(?:#|\/\/|\/\*|\\).*)?$/.test(part);
}
