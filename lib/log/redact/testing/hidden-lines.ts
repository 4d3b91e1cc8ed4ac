import type { CiLineRow } from './ci-line';
import { b64, esc, gitlab, join, jwt, keyBody, keyFoot, keyHead, made, w20, w40, word } from './made-secrets';

const stamp = (stream: string, rest: string) => `2026-03-01T10:00:00.123456Z ${stream}${rest}`;
const half = Math.floor(w40.length / 2);
const body = keyBody.slice(0, 3);

/** Secrets split by colours and the runner, encoded once, cut, traced, over several lines, or behind other secrets. */
export const hiddenLines: readonly CiLineRow[] = [
  [
    'a value split by a colour',
    `API_TOKEN=${w40.slice(0, half)}${esc}[0;1m${w40.slice(half)}${esc}[0m`,
    [w40.slice(0, half), w40.slice(half)],
    ['API_TOKEN='],
  ],
  ['a name in colour', `${esc}[32mpassword${esc}[0m: ${esc}[33m${w20}${esc}[0m`, [w20], ['password']],
  [
    'a token split by the runner',
    [stamp('00O', ` using ${gitlab.slice(0, 12)}`), stamp('00O', `+${gitlab.slice(12)} now`)].join('\n'),
    [gitlab.slice(12)],
    ['using', 'now'],
  ],
  [
    'a value split by the runner',
    [stamp('01E', ` DB_PASSWORD=${w40.slice(0, half)}`), stamp('01E', `+${w40.slice(half)}`)].join('\n'),
    [w40.slice(0, half), w40.slice(half)],
    ['DB_PASSWORD='],
  ],
  [
    'a token split by the runner, another stream between',
    [
      stamp('00O', ` ${gitlab.slice(0, 12)}`),
      stamp('00E', ' warning'),
      stamp('00O', `+${gitlab.slice(12)}`),
    ].join('\n'),
    [gitlab.slice(12)],
    ['warning'],
  ],
  ['an overwritten token', `${gitlab}\rdone`, [gitlab], ['done']],
  [
    'a token with a zero-width blank',
    `${gitlab.slice(0, 10)}\u200b${gitlab.slice(10)}`,
    [gitlab.slice(10)],
    [],
  ],
  [
    'a JSON document in base64',
    b64(`{"user":"ci","password":"${w20}"}`),
    [b64(`{"user":"ci","password":"${w20}"}`)],
    [],
  ],
  [
    'an environment in base64',
    `payload=${b64(`A=1\nDEPLOY_TOKEN=${w40}\n`)}`,
    [b64(`DEPLOY_TOKEN=${w40}`).slice(4, 30)],
    ['payload='],
  ],
  [
    'an address in base64',
    b64(`see https://ci:${w20}@git.example/`),
    [b64(`https://ci:${w20}`).slice(8, 24)],
    [],
  ],
  [
    'a token in base64 behind a prefix',
    `x:${b64(`zz ${gitlab}`)}`,
    [b64(`zz ${gitlab}`).slice(4, 24)],
    ['x:'],
  ],
  [
    'a key in base64',
    `KEY=${b64([keyHead('RSA '), ...keyBody, keyFoot('RSA ')].join('\n'))}`,
    [b64(keyBody.join('\n')).slice(8, 60)],
    ['KEY='],
  ],
  ['a percent-encoded header', `q=Authorization%3A%20Bearer%20${w40}`, [w40], []],
  ['a percent-encoded connection', `u=postgres%3A%2F%2Ftill%3A${w20}%40db%2Ftill`, [w20], []],
  ['a percent-encoded document', `d=%7B%22password%22%3A%22${w20}%22%7D`, [w20], []],
  ['a JWT in a cookie', `cookie: a=1; jwt=${jwt}`, [jwt.slice(20)], []],
  ['a JWT alone', jwt, [jwt.slice(20)], []],
  ['a JWT in a query', `GET /till?access_token=${jwt}&page=2 HTTP/1.1`, [jwt.slice(20)], ['&page=2']],
  ['a header of curl', `> X-Auth-Token: ${w40}`, [w40], ['X-Auth-Token']],
  [
    'a proxy header',
    `> Proxy-Authorization: Basic ${b64(`ci:${w20}`)}`,
    [b64(`ci:${w20}`)],
    ['Proxy-Authorization'],
  ],
  ['a header in JSON', `"headers":{"authorization":"Bearer ${w40}","accept":"*/*"}`, [w40], ['"accept"']],
  ['a header in Python', `{'PRIVATE-TOKEN': '${w20}', 'a': 'b'}`, [w20], ["'a': 'b'"]],
  [
    'a header of AWS',
    `Authorization: AWS4-HMAC-SHA256 Credential=x/y, Signature=${made(64, '0123456789abcdef')}`,
    [made(64, '0123456789abcdef')],
    ['Authorization'],
  ],
  ['a cookie in JSON', `"set-cookie": "sid=${w40}; Path=/"`, [w40], ['set-cookie']],
  [
    'a traced key',
    [`+ echo '${keyHead('')}`, ...body.map((line) => line), `${keyFoot('')}'`].join('\n'),
    body,
    ['+ echo'],
  ],
  [
    'a stamped key',
    [
      stamp('00O', ` ${keyHead('RSA ')}`),
      ...body.map((line) => stamp('00O', ` ${line}`)),
      stamp('00O', ` ${keyFoot('RSA ')}`),
    ].join('\n'),
    body,
    ['BEGIN RSA'],
  ],
  [
    'a key in YAML',
    ['key: |', `  ${keyHead('')}`, ...body.map((line) => `  ${line}`), `  ${keyFoot('')}`, 'next: 1'].join(
      '\n',
    ),
    body,
    ['next: 1'],
  ],
  [
    'a key in Java',
    [`"${keyHead('')}" +`, ...body.map((line) => `"${line}\\n" +`), `"${keyFoot('')}";`].join('\n'),
    body,
    [],
  ],
  [
    'a key in JSON',
    `{"private_key": "${keyHead('')}\\n${body.join('\\n')}\\n${keyFoot('')}\\n", "a": 1}`,
    body,
    ['"a": 1'],
  ],
  [
    'a key without its first line',
    [...body, keyFoot('RSA ')].map((line, at) => (at === 0 ? `MII${line}` : line)).join('\n'),
    body.slice(1),
    [],
  ],
  ['a key without its end', ['x', keyHead('EC '), ...body, 'npm test'].join('\n'), body, ['x', 'npm test']],
  [
    'an SSH key in a variable',
    `SSH_KEY=${keyHead('OPENSSH ')} ${body.join(' ')} ${keyFoot('OPENSSH ')}`,
    body,
    ['SSH_KEY='],
  ],
  [
    'a PGP key',
    [
      '-----BEGIN PGP ',
      'PRIVATE KEY BLOCK-----\n\n',
      body.join('\n'),
      '\n=ab12\n-----END PGP ',
      'PRIVATE KEY BLOCK-----',
    ].join(''),
    body,
    [],
  ],
  [
    'a PuTTY key',
    ['PuTTY-User-Key-File-3: ssh-rsa', 'Private-Lines: 3', ...body].join('\n'),
    body,
    ['PuTTY-User-Key-File-3'],
  ],
  [
    'a vault file',
    [
      '$ANSIBLE',
      `_VAULT;1.1;AES256\n${made(80, '0123456789abcdef')}\n${made(80, '0123456789abcdef', 3)}\ndone`,
    ].join(''),
    [made(80, '0123456789abcdef'), made(80, '0123456789abcdef', 3)],
    ['done'],
  ],
  ['two secrets on a line', `user=ci password=${w20} token=${w40}`, [w20, w40], ['user=ci']],
  ['a secret twice', `${gitlab} and ${gitlab}`, [gitlab], ['and']],
  [
    'a secret within quotes within a command',
    `sh -c "curl -H 'JOB-TOKEN: ${w20}' https://x.example"`,
    [w20],
    ['https://x.example'],
  ],
  [
    'an announced password',
    `Your initial admin password:\n\n${made(16, word, 3)}\n`,
    [made(16, word, 3)],
    ['Your initial admin password:'],
  ],
  [
    'a password in a sentence',
    `the password for ci is '${made(10, word, 8)}', keep it`,
    [made(10, word, 8)],
    ['keep it'],
  ],
  [
    'a generated password',
    `Generated password: ${made(16, word, 4)}`,
    [made(16, word, 4)],
    ['Generated password'],
  ],
  ['a cut token', join('gl', 'pat-', w20.slice(0, 16)), [w20.slice(0, 16)], []],
];
