import { signatureDetector } from '../causes/signature-detector';

const depth =
  'See whether the branch, commit or repository that the line names exists and is fetched deep enough (GIT_DEPTH).';
const rights =
  "Check the token or key that the job uses and its rights; for another project's code allow this project in that one's job token settings.";

/** Git, Git LFS and SSH where they refuse by themselves: references, rights, merges, submodules, keys. */
export const git = signatureDetector({
  id: 'git',
  tool: 'git',
  keywords: [
    ...[
      'fatal: ',
      'error: ',
      'CONFLICT (',
      ' ! [re',
      'remote: ',
      'Host key verification failed',
      'Permission denied (',
      'batch response',
      'Smudge error',
      'ssh: ',
      'Bad owner or permissions',
      'Load key ',
      'UNPROTECTED PRIVATE KEY',
      'Error loading key',
      'lfs: ',
      'gnutls_handshake',
      'Please tell me who you are',
      'nothing to commit',
      'no changes added to commit',
      'nothing added to commit',
      'server certificate verification',
      'REMOTE HOST IDENTIFICATION HAS CHANGED',
    ],
  ],
  signatures: [
    {
      pattern:
        /^(?:fatal: (?:Authentication failed for '.{1,300}'|could not read (?:Username|Password) for '.{1,300}'.{0,100}|unable to access '.{1,300}': The requested URL returned error: 40[13].{0,60})|remote: (?:HTTP Basic: Access denied.{0,300}|You are not allowed to (?:download|push|upload|access|clone).{0,200}|Authentication by CI\/CD job token not allowed.{0,200}|Invalid username or (?:password|token).{0,200}|Support for password authentication was removed.{0,200}|\[?403\]? .{0,200}|The project you were looking for could not be found or you don't have permission.{0,100}|Write access to repository not granted.{0,60}|Repository not found\.?|Not Found)|fatal: (?:unable to access '.{1,300}': The requested URL returned error: 404|repository '.{1,300}' not found\/?))$/,
      category: 'permission',
      weight: 0.92,
      summary: (match) => `Git may not use the repository: ${match[0].replace(/^(?:fatal|remote): /, '')}`,
      reason: 'The server refuses the job',
      nextStep: rights,
    },
    {
      pattern:
        /^(?:Host key verification failed\.?|@ {1,8}WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! {1,8}@|No (?:ECDSA|ED25519|RSA) host key is known for \S{1,200} and you have requested strict checking\.?)$/,
      category: 'configuration',
      weight: 0.93,
      summary: () => 'SSH does not trust the host: its key is not known to the job, or has changed',
      reason: "SSH says that it does not accept the host's key",
      nextStep:
        "Put the host's key into the job's known_hosts (`ssh-keyscan` once, kept in a CI/CD variable), after checking it.",
      tool: 'ssh',
    },
    {
      pattern:
        /^(?:\S{1,100}@\S{1,200}: |git@\S{1,200}: )?Permission denied \((?:publickey|password|keyboard-interactive|gssapi)[\w,-]{0,100}\)\.?$/,
      category: 'permission',
      weight: 0.92,
      summary: (match) => `SSH lets the job in with none of its keys: ${match[0]}`,
      reason: 'The host refuses the keys of the job',
      nextStep:
        "Check that the private key in the job's variables is complete and loaded, and that its public part is allowed on the host.",
      tool: 'ssh',
    },
    {
      pattern:
        /^(?:Load key "[^"]{1,200}": .{1,100}|Error loading key "[^"]{1,200}": .{1,100}|Permissions \d{3,4} for '[^']{1,200}' are too open\.|Bad owner or permissions on \S{1,200}|@ {1,20}WARNING: UNPROTECTED PRIVATE KEY FILE! {1,20}@)$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `SSH cannot use a key of the job: ${match[0]}`,
      reason: 'SSH says what is wrong with the key',
      nextStep: 'Keep the key as a file variable that ends with a line break, and give it the mode 600.',
      tool: 'ssh',
    },
    {
      pattern:
        /^ssh: (?:connect to host \S{1,200} port \d{1,5}: .{1,100}|Could not resolve hostname \S{1,200}: .{1,100})$/,
      category: 'infrastructure',
      weight: 0.86,
      summary: (match) => `A host could not be reached: ${match[0].replace('ssh: ', '')}`,
      reason: 'SSH could not reach the host',
      tool: 'ssh',
    },
    {
      pattern:
        /^(?:remote: )?(?:GitLab: )?(?:You are not allowed to (?:force )?push code to (?:a )?protected branch.{0,120}|.{0,40}(?:pre-receive hook declined|protected branch hook declined).{0,60}|remote: GitLab: .{1,300}|GL-HOOK-ERR: .{1,300})$| ! \[remote rejected\] .{1,200}\((?:pre-receive hook declined|protected branch hook declined|shallow update not allowed)\)/,
      category: 'permission',
      weight: 0.9,
      summary: (match) => `The server refuses the push: ${match[0].trim().replace(/^remote: /, '')}`,
      reason: 'The server says why it refuses',
      nextStep:
        'Allow the user or token of the job to push there, or push to another branch; rules of the project may also refuse the message or file.',
    },
    {
      pattern:
        /^fatal: (?:[Rr]emote branch \S{1,200} not found.{0,60}|[Cc]ouldn't find remote ref \S{1,200}|reference is not a tree: \S{1,80}|not a git repository.{0,100}|No url found for submodule path '.{1,200}'.{0,60}|refusing to merge unrelated histories|bad (?:object|revision) .{1,200}|ambiguous argument '.{1,200}'.{0,100}|Needed a single revision|detected dubious ownership.{0,200}|Unable to (?:checkout|find current revision).{0,200}|Fetched in submodule path '.{1,200}', but it did not contain \S{1,60}.{0,60}|clone of '.{1,300}' into submodule path '.{1,300}' failed|shallow file has changed since we read it|No names found, cannot describe anything\.|no tag exactly matches '.{1,100}'|invalid reference: \S{1,200}|'.{1,200}' is not a commit.{0,100}|remote error: .{1,200}|\S{1,200}: no merge base.{0,60}|pathspec '.{1,200}' did not match any files)/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `Git cannot do what the job asks: ${match[0].replace(/^fatal: /, '')}`,
      reason: 'Git says what it cannot do',
      nextStep: depth,
    },
    {
      pattern:
        /^fatal: unable to access '.{1,300}': (?:Failed to connect to .{1,200}|Could not resolve (?:host|proxy).{0,200}|(?:Operation|Connection) timed out.{0,200}|Empty reply from server|Recv failure: .{1,100}|OpenSSL SSL_(?:connect|read).{1,200}|The requested URL returned error: (?:5\d\d|429).{0,60}|transfer closed with .{1,100}|Connection was reset.{0,60})$/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `Git cannot reach the server: ${match[0].replace(/^fatal: /, '')}`,
      reason: 'The server did not answer',
      nextStep:
        'Retry the job; if it fails again, see whether the named host can be reached from the runner.',
    },
    {
      pattern:
        /^fatal: (?:repository '.{1,300}' does not exist|'.{1,300}' does not appear to be a git repository)$/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `Git does not find the repository: ${match[0].replace(/^fatal: /, '')}`,
      reason: 'Git names the repository',
      nextStep: 'Correct the address of the repository in the job or in .gitmodules.',
    },
    {
      pattern:
        /^(?:fatal: (?:unable to auto-detect email address.{0,100}|no email was given and auto-detection is disabled|empty ident name .{0,100}not allowed)|\*{3} Please tell me who you are\.)$/,
      category: 'configuration',
      weight: 0.9,
      summary: () => 'Git does not know in whose name to commit',
      reason: 'Git says what it is not told',
      nextStep: 'Set `git config user.name` and `git config user.email` in the job before it commits.',
    },
    {
      pattern:
        /^(?:nothing to commit, working tree clean|nothing added to commit but untracked files present.{0,60}|no changes added to commit.{0,80})$/,
      category: 'configuration',
      weight: 0.8,
      summary: (match) => `Git has nothing to commit, which it ends with an error for: ${match[0]}`,
      reason: 'Git says that nothing has changed',
      nextStep:
        'Commit only when something has changed: `git diff --cached --quiet || git commit …`; `git add` comes first.',
      // `git status` says the same and succeeds.
      rejects: (view, index) =>
        !/\bcommit\b/.test(view.script.command ?? '') || view.script.failing.to - index > 3,
    },
    {
      pattern:
        /^error: (?:patch failed: (\S{1,300}):(\d{1,7})|(\S{1,300}): patch does not apply|No valid patches in input.{0,60}|corrupt patch at .{1,60})$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.82,
      summary: (match) => `A patch does not apply: ${match[0].replace('error: ', '')}`,
      reason: 'Git says which patch does not apply',
      nextStep: 'Make the patch anew against the file as it is now.',
      finding: (match) =>
        match[1] === undefined ? null : { file: match[1], line: Number(match[2]), message: match[0] },
    },
    {
      pattern: /^fatal: Could not read from remote repository\.?$/,
      category: 'permission',
      weight: 0.74,
      summary: () => 'Git cannot read the remote repository',
      reason: 'Git says that it cannot read',
      nextStep: rights,
    },
    {
      pattern: /^CONFLICT \([\w/ ]{1,40}\): (?:Merge conflict in (.{1,300})|.{1,300})$/,
      category: 'configuration',
      verdict: 'merge',
      verdictReason: 'The branch does not merge with its target.',
      weight: 0.86,
      summary: (match) =>
        match[1] === undefined
          ? `Git cannot merge: ${match[0]}`
          : `Git cannot merge ${match[1]}: both sides changed it`,
      reason: 'Git names the file that does not merge',
      nextStep: 'Merge or rebase the target branch by hand and solve the conflict.',
      finding: (match) =>
        match[1] === undefined ? null : { file: match[1], line: null, message: 'Merge conflict' },
    },
    {
      pattern:
        /^error: (?:Your local changes to the following files would be overwritten.{0,100}|failed to push some refs to.{0,200}|pathspec '.{1,200}' did not match any file\(s\) known to git.{0,20}|could not apply .{1,200}|src refspec \S{1,200} does not match any.{0,20}|Server does not allow request for unadvertised object.{0,100}|cannot lock ref .{1,200}|invalid object .{1,200})| ! \[rejected\].{1,200}/,
      category: 'configuration',
      weight: 0.78,
      summary: (match) => `Git refuses: ${match[0].trim()}`,
      reason: 'Git says why it refuses',
    },
    {
      pattern:
        /^(?:fatal: )?(?:unable to access '.{1,300}': (?:SSL certificate problem: .{1,200}|server certificate verification failed.{0,200}|gnutls_handshake\(\) failed.{0,100})|.{0,40}server certificate verification failed.{0,200})$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `Git does not trust the server's certificate: ${match[0].replace(/^fatal: /, '')}`,
      reason: 'Git says what is wrong with the certificate',
      nextStep:
        "Give the job the authority's certificate (CI_SERVER_TLS_CA_FILE, GIT_SSL_CAINFO), or renew the server's.",
    },
    {
      tool: 'git-lfs',
      pattern:
        /^(?:batch response: .{1,300}|.{0,100}Smudge error: .{1,300}|error: external filter '?git-lfs.{1,200}|LFS: .{1,300}|\[\w{6,64}\] Object does not exist on the server.{0,100}|fatal: .{1,200}: smudge filter lfs failed)$/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `Git LFS cannot fetch a file: ${match[0]}`,
      reason: 'Git LFS says what it cannot fetch',
      nextStep:
        'See whether the file was pushed (`git lfs push --all`), whether LFS is on for the project, and whether its quota is used up.',
    },
  ],
  examples: [
    {
      log: "fatal: unable to access 'https://git.example/till.git/': Failed to connect to git.example port 443 after 12 ms: Couldn't connect to server",
      category: 'infrastructure',
    },
    { log: "fatal: 'origin' does not appear to be a git repository", category: 'configuration' },
    {
      log: '$ git commit -am till\nOn branch main\nnothing to commit, working tree clean',
      category: 'configuration',
    },
    { log: 'error: patch failed: till.c:12\nerror: till.c: patch does not apply', category: 'configuration' },
    { log: 'fatal: no email was given and auto-detection is disabled', category: 'configuration' },
    { log: "fatal: couldn't find remote ref refs/heads/till", category: 'configuration' },
    {
      log: "remote: You are not allowed to download code from this project.\nfatal: unable to access 'https://git.example/shop/money.git/': The requested URL returned error: 403",
      category: 'permission',
    },
    {
      log: "fatal: could not read Username for 'https://git.example': No such device or address",
      category: 'permission',
    },
    {
      log: 'Host key verification failed.\nfatal: Could not read from remote repository.',
      category: 'configuration',
    },
    { log: 'git@git.example: Permission denied (publickey).', category: 'permission' },
    { log: 'Load key "/root/.ssh/id_rsa": invalid format', category: 'configuration' },
    { log: 'ssh: connect to host till.example port 22: Connection timed out', category: 'infrastructure' },
    { log: ' ! [remote rejected] main -> main (pre-receive hook declined)', category: 'permission' },
    {
      log: 'CONFLICT (content): Merge conflict in src/money.js',
      category: 'configuration',
      findings: ['src/money.js'],
    },
    { log: 'batch response: This repository is over its data quota.', category: 'configuration' },
    {
      log: "fatal: unable to access 'https://git.example/till.git/': SSL certificate problem: self-signed certificate",
      category: 'configuration',
    },
  ],
  lookAlikes: [
    '$ git status\nnothing to commit, working tree clean',
    'fatal: the till burned down',
    'error: no money',
    'remote: Enumerating objects: 12, done.',
    'Permission denied (the drawer is locked)',
  ],
});
