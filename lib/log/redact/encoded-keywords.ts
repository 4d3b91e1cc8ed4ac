/** What gives a secret away once it is decoded. */
const tellTales = [
  ...[
    'glpat-',
    'ghp_',
    'github_pat_',
    'xoxb-',
    'xoxp-',
    'AKIA',
    'sk_live_',
    'npm_',
    'dckr_pat_',
    'Bearer ',
    'PRIVATE KEY',
  ],
  ...['password', 'Password', 'PASSWORD', 'passwd', 'token', 'Token', 'TOKEN', 'secret', 'Secret', 'SECRET'],
  ...['api_key', 'apiKey', 'API_KEY', 'access_key', 'ACCESS_KEY', '"auth"', 'authorization', 'Authorization'],
  ...[
    'https://',
    'http://',
    'postgres',
    'mysql://',
    'mongodb',
    'redis://',
    'amqp://',
    'machine ',
    '_authToken',
  ],
];

/**
 * The characters that base64 makes of each tell-tale, by how many bytes stand before it in its group of three; in lower
 * case, as keywords are. Maps to where in a group of four the keyword begins.
 */
export const base64Keywords: ReadonlyMap<string, number> = new Map(
  tellTales.flatMap((text) =>
    [0, 1, 2].map((lead): [string, number] => {
      const encoded = Buffer.from('\0'.repeat(lead) + text).toString('base64');
      const from = Math.ceil((8 * lead) / 6);
      const to = Math.floor((8 * (lead + text.length)) / 6);
      return [encoded.slice(from, to).toLowerCase(), from % 4];
    }),
  ),
);

export const percentKeywords = ['%3a', '%2f', '%40', '%3d', '%22', '%20', '%2b', '%7b'];

const MAX_WORD = 65_536;

export interface Word {
  readonly from: number;
  readonly to: number;
  /** Empty when it does not decode to text. */
  readonly decoded: string;
}

const base64Rest = /[\w+/=-]{0,65536}/y;
const percentRest = /[^\s"'<>]{0,65536}/y;

/** The base64 word around a keyword, decoded from the group of four that the keyword's place tells. */
export function base64Word(text: string, at: number, phase: number): Word {
  let from = at;
  while (from > 0 && at - from < MAX_WORD && isBase64(text.charCodeAt(from - 1))) from -= 1;
  base64Rest.lastIndex = at;
  const to = base64Rest.test(text) ? base64Rest.lastIndex : at;
  const aligned = from + ((((at - phase - from) % 4) + 4) % 4);
  const decoded = Buffer.from(text.slice(aligned, to), 'base64').toString('latin1');
  const isText = decoded.length >= 12 && /^[\t\n\r -~]*$/.test(decoded.slice(0, -3));
  return { from, to, decoded: isText ? decoded : '' };
}

/** The percent-encoded word around a place, decoded once. */
export function percentWord(text: string, at: number): Word {
  let from = at;
  while (from > 0 && at - from < MAX_WORD && !isWordEnd(text.charCodeAt(from - 1))) from -= 1;
  percentRest.lastIndex = at;
  const to = percentRest.test(text) ? percentRest.lastIndex : at;
  return { from, to, decoded: percentDecoded(text.slice(from, to)) };
}

export function percentDecoded(text: string): string {
  return text.replace(/%([2-7][0-9A-Fa-f])/g, (_whole, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function isBase64(code: number): boolean {
  return isWordCharacter(code) || code === 43 || code === 45 || code === 47;
}

/** A letter, a digit or `_`. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

/** A blank, a quote or an angle bracket. */
function isWordEnd(code: number): boolean {
  return code <= 32 || code === 34 || code === 39 || code === 60 || code === 62;
}
