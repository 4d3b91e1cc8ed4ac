import { buildCause } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';
import type { LogView } from '../view/log-view';

// "npm ERR!" until npm 9, "npm error" since.
const lead = '^npm (?:ERR!|error)';
const codeRow = new RegExp(`${lead} code (E[A-Z0-9_]{2,40})$`);
const anyRow = new RegExp(`${lead}(?: |$)`);

/** npm's own refusals. That a script which npm ran has failed is not one: its cause stands above. */
export const npm: Detector = {
  id: 'npm',
  keywords: ['npm ERR!', 'npm error'],
  detect(view) {
    const causes: Cause[] = [];
    for (const { index, match } of view.find(codeRow, ['npm ERR! code', 'npm error code'])) {
      const block = blockAt(view, index);
      const cause = causeOf(view, match[1] ?? '', block);
      if (cause !== null) causes.push(cause);
    }
    return [...causes, ...missingScript(view)];
  },
  examples: [
    {
      log: [
        'npm error code EUSAGE',
        'npm error',
        'npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
        'npm error',
        'npm error Missing: right@1.0.0 from lock file',
      ].join('\n'),
      category: 'dependency',
      dependency: 'right',
    },
    {
      log: [
        'npm ERR! code ERESOLVE',
        'npm ERR! ERESOLVE unable to resolve dependency tree',
        'npm ERR! ',
        'npm ERR! While resolving: till@1.0.0',
        'npm ERR! Found: react@18.2.0',
        'npm ERR! Could not resolve dependency:',
        'npm ERR! peer react@"^16.8.0" from old-widgets@2.1.0',
      ].join('\n'),
      category: 'dependency',
      dependency: 'old-widgets',
    },
    {
      log: 'npm error code ETARGET\nnpm error notarget No matching version found for left@^99.0.0.',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'npm error code EAI_AGAIN\nnpm error network request to https://registry.example/left failed, reason: getaddrinfo EAI_AGAIN registry.example',
      category: 'infrastructure',
    },
    { log: 'npm error Missing script: "lint"', category: 'configuration' },
  ],
  lookAlikes: [
    'npm ERR! code ELIFECYCLE\nnpm ERR! errno 1',
    'npm error Lifecycle script `test` failed with error:',
  ],
};

interface Block {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly { index: number; text: string }[];
}

function blockAt(view: LogView, from: number): Block {
  const rows: { index: number; text: string }[] = [];
  let index = from;
  for (; index < Math.min(view.length, from + 80); index += 1) {
    const text = view.text(index);
    if (!anyRow.test(text)) break;
    rows.push({ index, text: text.replace(anyRow, '').trim() });
  }
  return { from, to: index - 1, rows };
}

function causeOf(view: LogView, code: string, block: Block): Cause | null {
  switch (code) {
    case 'EUSAGE':
      return lockfileCause(block);
    case 'ERESOLVE':
      return conflictCause(block);
    case 'ETARGET':
    case 'E404':
    case 'ENOVERSIONS':
      return notFoundCause(code, block);
    case 'EBADENGINE':
    case 'EBADPLATFORM':
    case 'ENOTSUP':
      return engineCause(code, block);
    case 'EINTEGRITY':
      return told(
        code,
        block,
        'dependency',
        'A package is not what the lockfile says it is',
        /integrity|EINTEGRITY|sha512/,
      );
    case 'EJSONPARSE':
      return told(code, block, 'configuration', 'npm cannot read a JSON file of the project', /JSON/, 'code');
    case 'E401':
    case 'E403':
    case 'ENEEDAUTH':
      return told(code, block, 'permission', 'The package registry refuses the credentials of the job', /./);
    case 'ENOSPC':
      return told(code, block, 'resource', 'The disk is full', /space|ENOSPC/);
    case 'ENOENT':
      return told(code, block, 'configuration', 'npm misses a file', /no such file|ENOENT: /, 'code');
    case 'EACCES':
    case 'EPERM':
      return told(code, block, 'permission', 'npm may not write where it has to', /EACCES|EPERM|permission/);
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ETIMEDOUT':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ERR_SOCKET_TIMEOUT':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'E500':
    case 'E502':
    case 'E503':
    case 'E504':
    case 'E429':
    case 'ESOCKETTIMEDOUT':
      return told(
        code,
        block,
        'infrastructure',
        'npm could not reach the package registry',
        /network|reason|request|Gateway|Service|Too Many|registry/,
      );
    default:
      // ELIFECYCLE and plain numbers only say that something else has failed.
      return null;
  }
}

function lockfileCause(block: Block): Cause | null {
  const named = block.rows.map(({ text, index }) => ({
    index,
    match:
      /^(Missing|Invalid): (?:lock file's )?((?:@[^@\s/]{1,100}\/)?[^@\s]{1,200})@(\S{1,100})(?: does not satisfy \S{1,220}@(\S{1,100}))?/.exec(
        text,
      ),
  }));
  const first = named.find(({ match }) => match !== null);
  const sync = block.rows.find(({ text }) =>
    /can only install (?:packages )?when|can only install with an existing package-lock/.test(text),
  );
  if (sync === undefined && first === undefined) return null;
  const missing = sync?.text.includes('existing package-lock') === true;
  const name = first?.match?.[2] ?? null;
  const from = sync?.index ?? block.from;
  const lastNamed = named.findLast(({ match }) => match !== null)?.index ?? from;
  const to = missing ? from + 2 : Math.min(lastNamed, from + 11);
  const what = missing
    ? '`npm ci` needs a package-lock.json, and the project has none.'
    : 'package.json and package-lock.json do not match.';
  const which = name === null ? '' : ` The first difference is ${name}.`;
  return buildCause({
    tool: 'npm',
    category: 'dependency',
    weight: 0.97,
    ranges: [{ from, to: Math.min(to, block.to), reason: 'npm says what does not match' }],
    dependency:
      name === null
        ? null
        : {
            name,
            from: first?.match?.[1] === 'Invalid' ? (first.match[3] ?? null) : null,
            to: first?.match?.[4] ?? first?.match?.[3] ?? null,
          },
    key: ['EUSAGE', missing ? 'no lockfile' : 'out of sync', name ?? ''],
    summary: `\`npm ci\` refuses to install: ${what}${which}`,
    verdictReason: 'The committed lockfile is out of step with package.json.',
    nextStep: 'Run `npm install` and commit the package-lock.json that it writes.',
  });
}

function conflictCause(block: Block): Cause {
  const rows = block.rows;
  const peer = rows
    .map(({ text }) =>
      /^(?:peer|dev|optional|peerOptional) \S+@"[^"]*" from ((?:@[^@\s/]+\/)?[^@\s]+)@(\S+)/.exec(text),
    )
    .find((match) => match !== null);
  const start = rows.findIndex(
    ({ text }) => text.startsWith('While resolving') || text.startsWith('ERESOLVE'),
  );
  const end = rows.findIndex(({ text }) => text.startsWith('Fix the upstream'));
  const from = rows[Math.max(0, start)]?.index ?? block.from;
  const to = Math.min((end < 0 ? block.to : (rows[end]?.index ?? block.to)) - (end < 0 ? 0 : 1), from + 11);
  const name = peer?.[1] ?? null;
  const conflict = rows.find(({ text }) => /^(?:peer|dev|optional|peerOptional) \S+@"/.test(text));
  return buildCause({
    tool: 'npm',
    category: 'dependency',
    weight: 0.95,
    ranges: [{ from, to, reason: 'npm says which demands do not go together' }],
    dependency: name === null ? null : { name, from: null, to: peer?.[2] ?? null },
    key: ['ERESOLVE', conflict?.text ?? ''],
    summary: `npm cannot find versions that satisfy all demands${conflict === undefined ? '' : `: ${conflict.text}`}.`,
    nextStep: 'Choose versions that go together; the conflicting demand is named.',
  });
}

function notFoundCause(code: string, block: Block): Cause {
  const match = block.rows
    .map(({ text, index }) => ({
      index,
      found:
        /No matching version found for ((?:@[^@\s/]+\/)?[^@\s]+)@(\S+?)\.?$/.exec(text) ??
        /'((?:@[^@\s/]+\/)?[^@\s']+)@([^']+)' (?:is not in (?:this|the npm) registry|could not be found)/.exec(
          text,
        ) ??
        /No versions available for ((?:@[^@\s/]+\/)?[^@\s]+)()/.exec(text),
    }))
    .find(({ found }) => found !== null);
  const name = match?.found?.[1] ?? null;
  const at = match?.index ?? block.from + (block.rows.length > 1 ? 1 : 0);
  const wanted = match?.found?.[2];
  return buildCause({
    tool: 'npm',
    category: 'dependency',
    weight: 0.94,
    ranges: [
      { from: block.from, to: Math.max(at, block.from), reason: 'npm names the package that it cannot find' },
    ],
    dependency: name === null ? null : { name, from: null, to: wanted === '' ? null : (wanted ?? null) },
    key: [code, name ?? ''],
    summary:
      name === null
        ? 'npm cannot find a package that the project asks for.'
        : `npm cannot find ${name}${wanted === undefined || wanted === '' ? '' : ` in version ${wanted}`}.`,
    nextStep:
      'Correct the name or version in package.json, or give the job access to the registry that has it.',
  });
}

function engineCause(code: string, block: Block): Cause {
  return told(
    code,
    block,
    'configuration',
    'A package does not run with the Node.js or system of the job',
    /engine|Required|Unsupported|platform|wanted/i,
  );
}

function told(
  code: string,
  block: Block,
  category: Cause['category'],
  what: string,
  telling: RegExp,
  verdict?: Cause['verdict'],
): Cause {
  const row = block.rows.slice(1).find(({ text }) => telling.test(text)) ?? block.rows[0];
  const at = row?.index ?? block.from;
  return buildCause({
    tool: 'npm',
    category,
    weight: 0.93,
    ranges: [{ from: block.from, to: Math.min(at, block.from + 11), reason: 'npm says what went wrong' }],
    key: [code, row?.text ?? ''],
    summary: `${what} (${code})${row === undefined ? '' : `: ${row.text.replace(/^(\d{3}) \1 /, '$1 ').slice(0, 200)}`}`,
    ...(verdict === undefined ? {} : { verdict }),
  });
}

function missingScript(view: LogView): Cause[] {
  const found = view
    .find(new RegExp(`${lead} Missing script: "([^"]{1,200})"`, 'i'), ['issing script:'])
    .at(-1);
  if (found === undefined) return [];
  return [
    buildCause({
      tool: 'npm',
      category: 'configuration',
      verdict: 'code',
      verdictReason: 'The job calls a script that package.json does not have.',
      weight: 0.94,
      ranges: [{ from: found.index, to: found.index, reason: 'npm names the script that is missing' }],
      key: ['missing script', found.match[1] ?? ''],
      summary: `package.json has no script "${found.match[1]}", which the job calls.`,
      nextStep: 'Add the script to package.json, or correct its name in the CI configuration.',
    }),
  ];
}
