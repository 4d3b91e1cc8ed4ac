import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const nameStep =
  'Correct the name of the package, refresh the list of packages before (`apt-get update`, `apk update`), or use another image.';
const retry = 'Retry the job; if it fails again, see whether the mirror can be reached from the runner.';

/** Package managers of the operating system: apt, apk, dnf and yum, zypper, pacman, Homebrew, Chocolatey. */
export const systemPackages = signatureDetector({
  id: 'system-packages',
  tool: 'apt',
  keywords: [
    ...[
      'E: ',
      'unmet dependencies',
      'held broken packages',
      'unable to select packages',
      'ERROR: unsatisfiable',
      'No package ',
      'No match for argument',
    ],
    ...[
      'Unable to find a match',
      'nothing provides',
      'target not found',
      'No available formula',
      'Error: Problem',
      'Failed to download metadata',
    ],
    ...[
      'Cannot find a valid baseurl',
      'dpkg: error',
      'NO_PUBKEY',
      'EXPKEYSIG',
      'is not valid yet',
      'ERROR: http',
      'WARNING: fetching http',
      'not found in package names',
    ],
    ...[
      'The package was not found with the source',
      'UNTRUSTED signature',
      'Cask ',
      'conflicts with',
      'No provider of',
    ],
  ],
  signatures: [
    {
      pattern:
        /^E: (?:Unable to locate package (\S{1,100})|Package '?(\S{1,100}?)'? has no installation candidate|Couldn't find any package by (?:glob|regex) '(\S{1,100})'|Version '(\S{1,60})' for '(\S{1,100})' was not found)$/,
      category: 'configuration',
      weight: 0.93,
      summary: (match) =>
        `apt does not know the package ${match[1] ?? match[2] ?? match[3] ?? match[5]}${match[4] === undefined ? '' : ` in version ${match[4]}`}`,
      reason: 'apt names the package that it does not know',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[3] ?? match[5], match[4]),
    },
    {
      pattern:
        /^\s{0,4}(?:E: Unable to correct problems, you have held broken packages\.|E: Unmet dependencies\..{0,200}|The following packages have unmet dependencies:?)$/,
      category: 'configuration',
      weight: 0.9,
      summary: () => 'apt cannot install packages whose demands do not go together',
      reason: 'apt says what does not go together',
      nextStep:
        'Install versions that go together, or use an image of the release that the packages are made for.',
      linesAfter: 4,
      dependency: (_match, view, index) => {
        const told = /^\s{1,4}(\S{1,100}) : Depends: (\S{1,100})/.exec(view.text(index + 1));
        return namedPackage(told?.[2]);
      },
    },
    {
      pattern:
        /^(?:E|W): (?:The repository '.{1,300}' (?:does not have a Release file|no longer has a Release file|is not signed).{0,60}|(?:GPG error|An error occurred during the signature verification).{1,400}|Release file for \S{1,300} is (?:expired|not valid yet).{0,200}|.{0,200}(?:NO_PUBKEY|EXPKEYSIG).{0,200})$/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `apt does not trust a source of packages: ${match[0].slice(3)}`,
      reason: 'apt says what is wrong with the source',
      nextStep: 'Update the image, or the key and address of the source that the line names.',
      rejects: (view, index) => view.text(index).startsWith('W: ') && !view.has('E: The repository'),
    },
    {
      pattern: /^E: (?:Failed to fetch \S{1,400}.{0,200})$/,
      category: 'infrastructure',
      weight: 0.84,
      summary: (match) => `The mirror of the system's packages could not be read: ${match[0].slice(3)}`,
      reason: 'apt says what it could not fetch',
      nextStep: retry,
    },
    {
      pattern: /^E: (?:Some index files failed to download.{0,200}|Unable to fetch some archives.{0,200})$/,
      category: 'infrastructure',
      weight: 0.66,
      summary: (match) => `The mirror of the system's packages could not be read: ${match[0].slice(3)}`,
      reason: 'apt says that it could not fetch all',
      rejects: (view) => view.has('E: Failed to fetch'),
      nextStep: retry,
    },
    {
      pattern:
        /^E: (?:Could not get lock \S{1,200}.{0,200}|Unable to (?:acquire|lock) .{1,200}|Could not open lock file \S{1,200}.{0,200})$/,
      category: 'permission',
      weight: 0.86,
      summary: (match) => `apt may not work now: ${match[0].slice(3)}`,
      reason: 'apt says what it cannot lock',
      nextStep: 'Run apt as root, and no two of it at once.',
    },
    {
      tool: 'dpkg',
      pattern:
        /^(?:dpkg: error processing (?:package|archive) (\S{1,200}).{0,100}|E: Sub-process \/usr\/bin\/dpkg returned an error code \(\d{1,3}\))$/,
      category: 'configuration',
      weight: 0.72,
      summary: (match) => `dpkg could not install ${match[1] ?? 'a package'}`,
      reason: 'dpkg says what it could not install',
      linesAfter: 2,
    },
    {
      tool: 'apk',
      pattern: /^(?:ERROR: unable to select packages:|ERROR: unsatisfiable constraints:)$/,
      category: 'configuration',
      weight: 0.93,
      summary: () => 'apk cannot find or combine packages',
      reason: 'apk names the packages',
      nextStep: nameStep,
      linesAfter: 4,
      dependency: (_match, view, index) => {
        const told =
          /^\s{1,8}([\w.+-]{1,100}?)(?:-\d[\w.]{0,40}-r\d{1,3})? ?(?:\(no such package\)|\(missing\)|:)/.exec(
            view.text(index + 1),
          );
        return namedPackage(told?.[1]);
      },
    },
    {
      tool: 'apk',
      pattern:
        /^(?:ERROR|WARNING): (?:fetching |updating and opening )?(https?:\/\/\S{1,200}): (?:temporary error|network error|DNS|Host is unreachable|IO ERROR|could not connect|UNTRUSTED|remote server|operation timed out|Connection|Permission denied|No such file).{0,100}$/i,
      category: 'infrastructure',
      weight: 0.84,
      summary: (match) => `apk could not read ${match[1]}`,
      reason: 'The mirror did not answer',
      nextStep: retry,
    },
    {
      tool: 'dnf',
      pattern:
        /^(?:Error: Unable to find a match: (.{1,200})|No package (\S{1,100}) available\.?|No match for argument: (\S{1,100}))$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `dnf does not know the package ${match[1] ?? match[2] ?? match[3]}`,
      reason: 'dnf names the package that it does not know',
      nextStep: 'Correct the name of the package, or enable the repository that has it (EPEL, CRB).',
      dependency: (match) => namedPackage((match[1] ?? match[2] ?? match[3])?.split(' ')[0]),
    },
    {
      tool: 'dnf',
      pattern:
        /^(?:Error: ?|\s{1,4})?(?:Problem(?: \d{1,3})?: .{1,300}|\s{0,6}- nothing provides (\S{1,100}) needed by \S{1,200}.*)$/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `dnf cannot install packages whose demands do not go together: ${match[0].trim()}`,
      reason: 'dnf says what does not go together',
      linesAfter: 2,
      dependency: (match) => namedPackage(match[1]),
      rejects: (view, index) =>
        !/\b(?:dnf|yum|microdnf|zypper)\b/.test(view.script.command ?? '') &&
        !/nothing provides|conflicting requests|requires/.test(`${view.text(index)}${view.text(index + 1)}`),
    },
    {
      tool: 'dnf',
      pattern:
        /^(?:Error: Failed to download metadata for repo '([^']{1,100})'.*|Cannot find a valid baseurl for repo: (\S{1,100}).*|Errors during downloading metadata for repository '([^']{1,100})':?)$/,
      category: 'infrastructure',
      weight: 0.88,
      summary: (match) => `The package repository ${match[1] ?? match[2] ?? match[3]} could not be read`,
      reason: 'dnf names the repository',
      nextStep: 'Retry the job; for a release past its end of life use its archive (vault) or a newer image.',
      linesAfter: 1,
    },
    {
      tool: 'pacman',
      pattern:
        /^error: (?:target not found: (\S{1,100})|failed to commit transaction \((.{1,100})\)|failed to prepare transaction \((.{1,100})\))$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) =>
        match[1] === undefined
          ? `pacman cannot install: ${match[2] ?? match[3]}`
          : `pacman does not know the package ${match[1]}`,
      reason: 'pacman says what it cannot install',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      tool: 'zypper',
      pattern:
        /^(?:'?([\w.+-]{1,100})'? not found in package names\. Trying capabilities\.|No provider of '([^']{1,100})' found\.)$/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `zypper does not know the package ${match[1] ?? match[2]}`,
      reason: 'zypper names the package that it does not know',
      dependency: (match) => namedPackage(match[1] ?? match[2]),
    },
    {
      tool: 'brew',
      pattern:
        /^(?:Error|Warning): (?:No available formula(?: or cask)? with the name "([^"]{1,100})".*|Cask '([^']{1,100})' is unavailable.*|([\w@.-]{1,100}): (?:no bottle available|Failed to download|SHA256 mismatch).*)$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `Homebrew cannot install ${match[1] ?? match[2] ?? match[3]}`,
      reason: 'Homebrew names the formula',
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[3]),
    },
    {
      tool: 'choco',
      pattern: /^([\w.-]{1,100}) not installed\. The package was not found with the source\(s\) listed\./,
      category: 'configuration',
      weight: 0.92,
      summary: (match) => `Chocolatey does not know the package ${match[1]}`,
      reason: 'Chocolatey names the package',
      dependency: (match) => namedPackage(match[1]),
    },
  ],
  examples: [
    { log: 'E: Unable to locate package till', category: 'configuration', dependency: 'till' },
    { log: "E: Version '9.0' for 'till' was not found", category: 'configuration', dependency: 'till' },
    {
      log: 'The following packages have unmet dependencies:\n till : Depends: libcoins2 (>= 2.0) but 1.0 is to be installed\nE: Unable to correct problems, you have held broken packages.',
      category: 'configuration',
    },
    {
      log: "E: The repository 'http://deb.example/debian stretch Release' does not have a Release file.",
      category: 'configuration',
    },
    {
      log: 'E: Failed to fetch http://deb.example/debian/pool/t/till.deb  502  Bad Gateway',
      category: 'infrastructure',
    },
    {
      log: 'ERROR: unable to select packages:\n  till (no such package):\n    required by: world[till]',
      category: 'configuration',
      dependency: 'till',
    },
    { log: 'Error: Unable to find a match: till', category: 'configuration', dependency: 'till' },
    {
      log: "Error: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist",
      category: 'infrastructure',
    },
    { log: 'error: target not found: till', category: 'configuration', dependency: 'till' },
    {
      log: 'Error: No available formula with the name "till".',
      category: 'configuration',
      dependency: 'till',
    },
  ],
  lookAlikes: [
    'E: the till is empty',
    'Package till is already the newest version',
    'No package is lost',
    'Problem: the till does not close',
  ],
});
