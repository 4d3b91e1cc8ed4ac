import type { AssignedValue } from './assigned-value';
import type { NameStrength } from './secret-names';

const words =
  /^(?:null|none|nil|undefined|true|false|yes|no|on|off|string|number|boolean|object|any|unknown|never|void|function|bytes|str|int|required|optional|missing|invalid|expired|empty|changed|env|error|errors|failed|failure|ok|not|is|was|and|or|the|for|to|in|of|with|from|got|expected|unset|redacted|masked|hidden|removed|filtered|secret|secrets|password|passwd|token|tokens|value|key|file|stdin|prompt|await|new|async|const|return|default|set|unchanged|example|placeholder|dummy|todo|tbd|n\/a|na|username|user|changeme\?|enabled|disabled|auto|inherit|self|this|pass|passed)$/i;
const templates =
  /^(?:\*+|x{3,}|X{3,}|\.{3,}|…+|-+|_+|\?+|#+|<.*|\$\{?[\w@(].*|\$\(.*|%\w+%|%[sdv].{0,2}|\{\{.*|\{[\w.$-]*\}?|#\{.*|@\{.*|\[\[?[\w .:-]*\]?.*|&lt;.*|\(\(.*|=>.*|--.*|\/run\/secrets\/.*)$/;
const code =
  /^(?:process\.env|os\.environ|os\.getenv|env\.|ENV\[|secrets\.|vars\.|var\.|self\.|this\.|config\.|options\.|settings\.|req\.|args\.|params\.|local\.|data\.|module\.|!|@)/i;
const invented =
  /(?:your|my|some|insert|enter|replace|put)[_-](?:\w|-){0,30}|[_-]here$|^(?:foo|bar|baz|qux)(?:[-_.]?(?:foo|bar|baz|qux))*$|change[_-]?(?:me|it|this)[_-]|not[_-]?a[_-]?real|example(?:key|token|secret|password)?$|^\w{0,20}placeholder\w{0,20}$|^my[_-]?(?:api|access)?[_-]?(?:key|token)\d{0,4}$/i;

/** False for what stands for a secret without being one: variables, templates, documentation's own inventions. */
export function isPlaceholder(value: string): boolean {
  // Documentation is brief.
  if (value.length > 300) return value.includes('[redacted:');
  const text = value.trim().replace(/[,;:.)\]]{1,4}$/, '');
  if (
    text.length < 3 ||
    text.includes('[redacted:') ||
    /^\[(?:masked|secure|hidden|filtered|removed)/i.test(text)
  )
    return true;
  if (words.test(text) || templates.test(text) || invented.test(text)) return true;
  return isOneCharacter(text) || (text.length >= 20 && hasAlphabet(text));
}

/** The password of an address. Documentation's own (`user:password@…`, `user:user@…`) is none. */
export function isAddressPassword(password: string, user: string, host: string): boolean {
  if (/^[$%{<(]/.test(password) || password.length < 4 || isOneCharacter(password) || invented.test(password))
    return false;
  if (
    password === user ||
    /^(?:my)?passw(?:or)?d$|^x-oauth-basic$|^\[?(?:masked|redacted)|^\d{2,5}$/i.test(password)
  )
    return false;
  return !(
    /^(?:localhost|127\.0\.0\.1|\[::1\])/.test(host) &&
    /^(?:pass|root|admin|test|guest|postgres|mysql|user)$/i.test(password)
  );
}

/** Words that people do take for passwords. */
const weak = /^(?:secret|password|passwd|pass|admin|root|test|guest|changeme)$/i;

/** Whether what is assigned to a name is a secret: `token: string` in a compiler's message is none. */
export function isLikelySecret(raw: string, name: NameStrength, value: AssignedValue): boolean {
  const text = raw.trim();
  if (name === 'password' && value.quoted && value.binder !== ',' && weak.test(text)) return true;
  if (isEnvironment(name, value) && isRandom(text.replace(/^[!@/.-]{1,4}/, ''), 10)) return true;
  if (isPlaceholder(text) || code.test(text) || !/[A-Za-z0-9]/.test(text) || /[$#]\{|\{\{/.test(text))
    return false;
  if (
    isPosition(text) ||
    isPath(text) ||
    isType(text) ||
    isPlainAddress(text) ||
    /^[\w.$:]{1,80}\(/.test(text)
  )
    return false;
  if (isSentence(text)) return false;
  const { quoted, binder, spaced, first, last } = value;
  if (name === 'vague' && isEncodedText(text)) return false;
  if (name === 'vague' || name === 'service') return isRandom(text, quoted ? 12 : 14);
  if (binder === '==') return quoted;
  if (binder === ',') return value.firstArgument || isRandom(text.replace(/["']/g, ''), 16);
  if (binder === '|') return last ? false : /\d/.test(text) && text.length >= 8;
  if (binder === 'line') return last && (quoted || /[\d\W]/.test(text)) && name === 'password';
  if (quoted) return true;
  if (binder === 'option')
    return !/^(?:[a-z]+|-.*)$/.test(text) || (name === 'password' && text.length >= 6) || text.length >= 16;
  if (binder === '<') return true;
  if (/^\w+(?:\.\w+){1,6}$/.test(text) && !/\d/.test(text) && (spaced || !first)) return false;
  if (binder === '=' && !spaced) return true;
  // `group:artifact:jar:1.2`
  if (binder === ':' && !spaced && /^[a-z]{2,10}:/.test(text)) return false;
  if (binder === ':' && first && last)
    return !/^[a-z]+;?$/i.test(text) || (name === 'password' && text.length >= 6 && !text.endsWith(';'));
  if (name === 'password' && first && last && binder === '=') return !/[(){}[\];]/.test(text);
  return isRandom(text, 8) && /^[^\s`(){}[\]$]+$/.test(text);
}

/** `NAME=value` alone on its line: whatever the value begins with is its own. */
function isEnvironment(name: NameStrength, { binder, spaced, first, last, quoted }: AssignedValue): boolean {
  return (name === 'password' || name === 'secret') && binder === '=' && !spaced && first && last && !quoted;
}

/** Letters and digits mixed as in no word, version, date or path. */
export function isRandom(text: string, least: number): boolean {
  if (text.length < least || !/^[\w+/=.~:!@%^&*-]+$/.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  const letters = text.replace(/[^A-Za-z]/g, '').length;
  if (digits < 2 || letters < 2) return false;
  if (/^\d{4}-\d\d-\d\d|^v?\d{1,5}\.\d{1,5}|^sha\d{1,3}[:-]|^https?:|^\w{1,10}:\/\//i.test(text))
    return false;
  if (
    text.includes('/') &&
    text.split(/[/.:-]/).every((part) => !/\d.*[a-z].*\d|[A-Z].*\d.*[a-z]/.test(part))
  )
    return false;
  // A name such as `node-18-alpine` or `test_case_2024`: words and numbers by turns.
  if (
    text
      .split(/[-_.:]/)
      .every((part) => /^(?:[A-Za-z]{0,14}|\d{1,6}|v\d{1,4}|[a-z]{1,12}\d{1,4})$/.test(part)) &&
    /[-_.:]/.test(text)
  )
    return false;
  return new Set(text).size >= Math.min(8, least - 2);
}

function isOneCharacter(text: string): boolean {
  return text.length > 0 && text === text.charAt(0).repeat(text.length);
}

/** The alphabet or the digits in their order: invented, not drawn. */
function hasAlphabet(text: string): boolean {
  const lower = text.toLowerCase();
  let run = 1;
  for (let at = 1; at < lower.length; at += 1) {
    run = lower.charCodeAt(at) === lower.charCodeAt(at - 1) + 1 ? run + 1 : 1;
    if (run >= 8) return true;
  }
  return false;
}

function isPosition(text: string): boolean {
  return /^[\w./-]{0,300}:?\d{1,7}:\d{1,7}\W?$/.test(text) || /^[\w./-]{1,300}\.\w{1,5}:\d{1,7}$/.test(text);
}

function isPath(text: string): boolean {
  return /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|file:)[\w./\\@ :-]*$/.test(text) && !/[A-Za-z0-9+/]{40}/.test(text);
}

/** An address without credentials, and without a part that could be a key. */
function isPlainAddress(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s@]{0,1000}$/i.test(text)) return false;
  return !text.split(/[/?=&#:]/).some((part) => isRandom(part, 16));
}

/** Words in base64. */
function isEncodedText(text: string): boolean {
  return /^[A-Za-z]{2,20}(?: [A-Za-z]{1,20}){2,40}$/.test(
    Buffer.from(text.slice(0, 400), 'base64').toString('latin1'),
  );
}

function isType(text: string): boolean {
  return /^(?:Promise|Array|Record|Map|Set|Option|Vec|String|Self|Optional|List|Maybe|Box|Arc|Result)\b/.test(
    text,
  );
}

function isSentence(text: string): boolean {
  return /^[A-Za-z'’-]+[.,:]?(?: [A-Za-z'’.,:()-]+){2,}[.!?:]?$/.test(text);
}

/** Basic authorization is `user:password` in base64. */
export function isBasicCredentials(text: string): boolean {
  return /^[ -~]*:[ -~]*$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
