import type { TokenRule } from './token-rules';

/** Names under which secrets are kept. `key` alone is too common to count. */
const secretName =
  '(?:pass(?:word|wd|phrase|code)|(?<=[_.-])pass|pwd|secret|token|api[_.-]?key|apikey|access[_.-]?key(?:[_.-]?id)?|account[_.-]?key|private[_.-]?key|secret[_.-]?key|shared[_.-]?(?:access[_.-]?)?key|signing[_.-]?key|encryption[_.-]?key|deploy[_.-]?key|license[_.-]?key|auth[_.-]?key|master[_.-]?key|client[_.-]?secret|credentials?|webhook[_.-]?url|sonar[_.-]?login|dsn|_auth|salt)';
const name = `(?!PublicKeyToken)[A-Za-z0-9_.-]{0,64}${secretName}(?:[_.-](?:[A-Za-z0-9_.-]{0,32}))?`;

export interface AssignmentRule extends TokenRule {
  /** How the value is looked at before it is taken for a secret; `sure` ones are only checked for being placeholders. */
  readonly check: 'value' | 'bearer' | 'basic' | 'prose' | 'sure';
}

/**
 * Secrets that only their surroundings give away. Each has a group `secret`; `isLikely` then looks at the value, since
 * `token: string` in a compiler's message is not a secret.
 */
export const assignmentRules: readonly AssignmentRule[] = [
  // KEY=value, --key=value, KEY="value with blanks"
  loose(
    'secret',
    `(?<![A-Za-z0-9_.-])(?:--?|-D|/p:)?${name}\\s?(?<!=)=(?!=)\\s?(?:"(?<a>[^"\\n]{1,1000})"|'(?<b>[^'\\n]{1,1000})'|(?<c>[^\\s"'&;,)\\]}]{1,1000}))`,
  ),
  // "key": "value", key: 'value', key => "value", <key>value</key>, value="…" after such a name
  loose(
    'secret',
    `(?<![A-Za-z0-9_.-])["']?${name}["']?\\s{0,8}(?::|=>|:=)\\s{0,8}(?:"(?<a>[^"\\n]{1,1000})"|'(?<b>[^'\\n]{1,1000})')`,
  ),
  loose('secret', `<(?:[\\w-]{1,20}:)?${name}(?:\\s[^>]{0,200})?>(?<a>[^<\\n]{1,1000})</`),
  loose('secret', `(?:name|key)=["']${name}["']\\s{1,4}value=["'](?<a>[^"'\\n]{1,1000})["']`),
  // key:value and key => value without quotes: only what is long
  loose(
    'secret',
    `(?<![A-Za-z0-9_.-])["']?${name}["']?\\s{0,4}(?::|=>|',)\\s{0,4}["']?(?<c>[A-Za-z0-9+/_=-]{24,1000})(?![\\w.(/])`,
  ),
  // the words of a netrc or a Gradle file on lines of their own
  loose('secret', `^\\s{0,40}(?:password|passwd)\\s{1,4}(?:"(?<a>[^"\\n]{1,500})"|'(?<b>[^'\\n]{1,500})')$`),
  loose('secret', `^\\s{0,40}(?:password|passwd)\\s{1,4}(?<a>\\S{4,500})$`, 'prose'),
  // YAML and header-like: the name begins the line
  loose('secret', `^[\\s>|+-]{0,40}["']?${name}["']?\\s?:\\s{1,8}(?<a>[^\\s"'{[|>&*!][^\\s]{0,1000})$`),
  // --password value, --token value
  loose(
    'secret',
    `(?<![\\w-])--?(?:[a-z0-9-]{0,30}-)?(?:password|passwd|pass|passphrase|token|secret|api-?key|access-key|secret-key|auth-token|storepass|keypass)\\s{1,4}(?:"(?<a>[^"\\n]{1,1000})"|'(?<b>[^'\\n]{1,1000})'|(?<c>[^\\s"'-][^\\s"']{0,1000}))`,
  ),
  sure(
    'secret',
    `\\b(?:login|sshpass|twine\\supload)\\b[^\\n]{0,300}?\\s-(?:p|-password)[ =]?(?:"(?<a>[^"\\n]{1,500})"|'(?<b>[^'\\n]{1,500})'|(?<c>[^\\s"'-][^\\s"']{2,500}))`,
  ),
  sure(
    'secret',
    `\\b(?:mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|mongodump|sqlcmd|redis-cli)\\b[^\\n]{0,300}?\\s-[pPa](?:"(?<a>[^"\\n]{1,500})"|'(?<b>[^'\\n]{1,500})'|(?<c>[^\\s"'-][^\\s"']{2,500}))`,
  ),
  sure('secret', `\\b(?:redis-cli|sqlcmd|bcp)\\b[^\\n]{0,300}?\\s-[aP]\\s(?<a>[^\\s"'-][^\\s"']{2,500})`),
  sure(
    'secret',
    `\\b(?:curl|wget|http)\\b[^\\n]{0,500}?\\s(?:-u|--user|--proxy-user|-a)[ =]?["']?[^\\s:"']{1,200}:(?<a>[^\\s"'@]{1,500})`,
  ),
  sure(
    'secret',
    `\\bmachine\\s{1,4}[\\w.-]{1,200}\\s{1,4}login\\s{1,4}\\S{1,200}\\s{1,4}password\\s{1,4}(?<a>\\S{1,500})`,
  ),
  sure('secret', `\\bidentified\\s{1,4}by\\s{1,4}(?:password\\s{1,4})?["'](?<a>[^"'\\n]{1,500})["']`),
  loose(
    'secret',
    `\\b(?:(?:password|passphrase)(?:\\s(?:is|was|for\\s\\S{1,60}(?:\\sis)?))|generated password|temporary password|one-time code|token is|token was)\\s?:?\\s{1,4}["']?(?<a>[^\\s"']{6,300})`,
    'prose',
  ),
  // headers
  sure(
    'authorization',
    `\\b(?:proxy-)?authorization["']?\\s{0,4}[:=]\\s{0,4}["']?(?:(?:bearer|basic|token|digest|apikey|ssws|negotiate|aws4-hmac-sha256)\\s{1,4})(?<a>[^\\s"',][^"'\\n]{2,4000})`,
  ),
  loose('authorization', `\\bbearer\\s{1,4}["']?(?<a>[A-Za-z0-9_.~+/=-]{8,4000})`, 'bearer'),
  loose('authorization', `\\bbasic\\s{1,4}(?<a>[A-Za-z0-9+/]{12,4000}={0,2})(?![A-Za-z0-9+/])`, 'basic'),
  sure(
    'authorization',
    `\\b(?:private-token|job-token|deploy-token|x-(?:api|auth|gitlab|vault|access|csrf|functions|consul|amz-security|github|shopify-access|figma|jfrog-art|nuget|goog-api|auth-api)-?(?:key|token|apikey|api|code)?)["']?\\s{0,4}[:=]\\s{0,4}["']?(?<a>[^\\s"',;]{3,2000})`,
  ),
  sure('cookie', `\\b(?:set-)?cookie["']?\\s{0,4}:\\s{0,4}["']?(?<a>[\\w.-]{1,200}=[^"'\\n]{3,4000})`),
  sure('secret', `\\b_(?:auth|authToken|password)\\s?=\\s?["']?(?<a>[^\\s"']{3,2000})`),
];

function loose(kind: string, source: string, check: AssignmentRule['check'] = 'value'): AssignmentRule {
  return { kind, pattern: new RegExp(source, 'gi'), check };
}
function sure(kind: string, source: string): AssignmentRule {
  return { kind, pattern: new RegExp(source, 'gi'), check: 'sure' };
}

/** One look at a line tells whether any of these can match. */
export const assignmentHint =
  /pass|pwd|secret|token|key|credential|auth|bearer|basic|cookie|webhook|dsn|salt|login|sshpass|twine|mysql|mariadb|mongo|sqlcmd|redis|curl|wget|identified/i;

const placeholders =
  /^(?:\*+|x{3,}|\.{3,}|…|\[(?:masked|secure|hidden|filtered|redacted|removed|secret).*|<[^>]*>?|\$\{?\w.*|\$\(.*|%\w+%|\{\{.*|null|none|nil|undefined|true|false|yes|no|string|number|boolean|object|any|unknown|never|void|function|bytes|str|int|required|optional|missing|invalid|expired|empty|changed|env|error|failed|ok|not|is|was|and|or|the|for|to|in|of|with|from|got|expected|unset|redacted|hidden|secret|password|token|value|changeme\?|file|stdin|prompt|-|--.*|process\.env.*|os\.environ.*|env\..*|secrets\..*|vars\..*|self\..*|this\..*|config\..*|options\..*|settings\..*|req\..*|args\..*|await|new|async|const|return|=>.*)[,;:.)}\]]*$/i;

/** False for what stands for a secret without being one: variables, types, code, plain words in a sentence. */
export function isLikelySecret(
  value: string,
  context: { readonly quoted: boolean; readonly spaced: boolean; readonly check: AssignmentRule['check'] },
): boolean {
  const text = value.trim();
  const { quoted, spaced, check } = context;
  if (check === 'sure') return !/^(?:\$|\*|%\w+%|<)/.test(text);
  if (text.length < 3 || placeholders.test(text)) return false;
  if (/^[\w.$]{1,80}\(/.test(text)) return false;
  // A type, or a path to code or to a file that holds the secret.
  if (/^(?:Promise|Array|Record|Map|Set|Option|Vec|String|Self)\b/.test(text)) return false;
  if (/^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w./\\ -]*$/.test(text)) return false;
  if (/^[\w./-]+:\d+(?::\d+)?$/.test(text)) return false;
  if (check === 'basic') return isCredentials(text);
  // `bearer authentication` is prose; a token has digits or is long.
  if (check === 'bearer') return /\d/.test(text) || text.length >= 24;
  if (check === 'prose') return /\d/.test(text);
  // With blanks around the sign and no quotes it is code more often than configuration.
  if (spaced && !quoted) return /\d/.test(text) && /^[^\s`(){}[\]$]{8,}$/.test(text);
  return !quoted || !/^[A-Za-z]+(?: [A-Za-z'.,]+){2,}[.!?]?$/.test(text);
}

/** Basic authorization is `user:password` in base64. */
function isCredentials(text: string): boolean {
  return /^[ -~]*:[ -~]*$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
