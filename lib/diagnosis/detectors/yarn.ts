import { nameAndVersion, namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const registryStep =
  'Retry the job; if it fails again, see whether the registry can be reached from the runner.';
const nameStep =
  'Correct the name or version in package.json, or give the job access to the registry that has it.';

/** Yarn where it cannot install what is declared: classic (`error …`) and the later ones (`➤ YN0000: …`). */
export const yarn = signatureDetector({
  id: 'yarn',
  tool: 'yarn',
  keywords: ['error ', 'YN00', 'Internal Error: ', 'Usage Error: '],
  signatures: [
    {
      pattern:
        /^(?:error )?Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`\.$|YN0028: .{0,40}The lockfile would have been (?:modified|created) by this install.*/,
      category: 'dependency',
      weight: 0.96,
      summary: () => 'Yarn refuses to install: yarn.lock does not match package.json',
      reason: 'Yarn says that the lockfile is out of step',
      verdictReason: 'The committed lockfile is out of step with package.json.',
      nextStep: 'Run `yarn install` and commit the yarn.lock that it writes.',
    },
    {
      pattern:
        /^Internal Error: (\S{1,200}?)@(?:workspace|npm):\S{1,200}: This package doesn't seem to be present in your lockfile.*/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `yarn.lock does not hold ${match[1]}, which package.json asks for`,
      reason: 'Yarn names the package that the lockfile lacks',
      nextStep: 'Run `yarn install` and commit the yarn.lock that it writes.',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      pattern:
        /^error Couldn't find (?:package "((?:@[^@"/]{1,100}\/)?[^@"]{1,200})(?:@([^"]{1,100}))?"|any versions for "([^"]{1,200})" that matches? "([^"]{1,100})").*$/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `Yarn cannot find ${match[1] ?? match[3]}${inVersion(match[2] ?? match[4])}`,
      reason: 'Yarn names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1] ?? match[3], match[2] ?? match[4]),
    },
    {
      pattern:
        /YN00(?:82|35|27): .{0,20}?((?:@[\w.-]{1,100}\/)?[\w.-]{1,200})@(?:npm:|patch:)?([^\s:]{1,100}):? (?:No candidates found|Package not found|The remote server failed to provide|can't be resolved to a satisfying range).*/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `Yarn cannot find ${match[1]}${inVersion(match[2])}`,
      reason: 'Yarn names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern:
        /^error Integrity check failed for "((?:@[^"/]{1,100}\/)?[^"]{1,200})".*|YN0018: .{0,20}?(\S{1,200}): The remote archive doesn't match the expected checksum.*/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        `${nameAndVersion(match[1] ?? match[2] ?? '').name} is not what the lockfile says it is (its checksum differs)`,
      reason: 'Yarn names the package whose checksum differs',
      nextStep:
        'See why the package changed before anything else; then remove its entry from yarn.lock, run `yarn install` and commit.',
      dependency: (match) => {
        const { name, version } = nameAndVersion(match[1] ?? match[2] ?? '');
        return namedPackage(name, version);
      },
    },
    {
      pattern:
        /^error ((?:@[^@\s/]{1,100}\/)?[^@\s]{1,200})@(\S{1,100}): The (engine|platform|CPU architecture) "(\w{1,30})" is incompatible with this module\.(.{0,200})$/,
      category: 'configuration',
      weight: 0.93,
      summary: (match) => `${match[1]}@${match[2]} does not run with the ${match[4]} of the job.${match[5]}`,
      reason: 'Yarn names the package and what it needs',
      nextStep: 'Use an image with the version that the line asks for, or another version of the package.',
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern:
        /^error An unexpected error occurred: "(?:https?:\/\/\S{1,300}?\/)((?:@[\w.-]{1,100}(?:\/|%2f))?[\w.-]{1,200}): (?:Not found|Request failed \\"404 Not Found\\").{0,100}$/i,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `The registry does not have ${match[1]?.replace(/%2f/i, '/')}`,
      reason: 'Yarn names what the registry does not have',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1]?.replace(/%2f/i, '/')),
    },
    {
      pattern:
        /^error An unexpected error occurred: ".{1,300}(?:401 Unauthorized|403 Forbidden|authentication token not provided|unauthenticated).{0,200}|YN00(?:41|33): .{1,300}/i,
      category: 'permission',
      weight: 0.92,
      summary: () => 'The package registry refuses the credentials of the job',
      reason: 'The registry refuses the request',
      nextStep: "Check the registry's token in the project's CI/CD variables and in .npmrc or .yarnrc.yml.",
    },
    {
      pattern:
        /^error An unexpected error occurred: ".{1,300}(?:ETIMEDOUT|ESOCKETTIMEDOUT|ECONNRESET|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|50[0234] |socket hang up|tunneling socket).{0,200}|^error Received malformed response from registry for ".{1,200}|YN0001: .{0,20}RequestError: .{1,200}/,
      category: 'infrastructure',
      weight: 0.92,
      summary: (match) => `Yarn could not reach the package registry: ${match[0].replace(/^error /, '')}`,
      reason: 'The registry did not answer',
      nextStep: registryStep,
    },
    {
      pattern:
        /^error \S{0,300}\/node_modules\/((?:@[\w.-]{1,100}\/)?[\w.-]{1,200}): Command failed\.$|YN0009: .{0,20}?((?:@[\w.-]{1,100}\/)?[\w.-]{1,200})@\S{1,200} couldn't be built successfully.*/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `The install script of ${match[1] ?? match[2]} failed`,
      reason: 'Yarn names the package whose install script failed',
      nextStep:
        "Read the script's output below; a compiler or library that it needs is often missing in the image.",
      linesAfter: 4,
      dependency: (match) => namedPackage(match[1] ?? match[2]),
    },
    {
      pattern:
        /^(?:error Command "([\w:.-]{1,100})" not found\.|Usage Error: Couldn't find a script named "([^"]{1,100})"\.?)$/,
      category: 'configuration',
      verdict: 'code',
      verdictReason: 'The job calls a script that package.json does not have.',
      weight: 0.93,
      summary: (match) =>
        `package.json has no script or command "${match[1] ?? match[2]}", which the job calls`,
      reason: 'Yarn names the script that is missing',
      nextStep: 'Add the script to package.json, or correct its name in the CI configuration.',
    },
  ],
  examples: [
    {
      log: 'error Couldn\'t find any versions for "left" that matches "^99.0.0"',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'error Couldn\'t find package "@shop/left@^2.0.0" required by "till@1.0.0" on the "npm" registry.',
      category: 'dependency',
      dependency: '@shop/left',
    },
    {
      log: '➤ YN0028: │ The lockfile would have been modified by this install, which is explicitly forbidden.',
      category: 'dependency',
    },
    { log: '➤ YN0082: │ left@npm:^99.0.0: No candidates found', category: 'dependency', dependency: 'left' },
    {
      log: "➤ YN0018: │ left@npm:1.3.0: The remote archive doesn't match the expected checksum",
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'error Integrity check failed for "left" (computed integrity doesn\'t match our records, got "sha512-abc")',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'error till-printer@4.0.0: The engine "node" is incompatible with this module. Expected version ">=22". Got "20.1.0"',
      category: 'configuration',
      dependency: 'till-printer',
    },
    {
      log: 'error An unexpected error occurred: "https://registry.example/left: Not found".',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'error An unexpected error occurred: "https://registry.example/left: getaddrinfo ENOTFOUND registry.example".',
      category: 'infrastructure',
    },
    {
      log: '➤ YN0041: │ left@npm:1.0.0: Invalid authentication (as an unknown user)',
      category: 'permission',
    },
    {
      log: 'error /builds/shop/till/node_modules/coin-press: Command failed.\nExit code: 1',
      category: 'dependency',
      dependency: 'coin-press',
    },
    { log: 'error Command "lint" not found.', category: 'configuration' },
  ],
  lookAlikes: [
    'success Already up-to-date lockfile',
    'error Command failed with exit code 1.',
    '➤ YN0000: └ Completed in 2s 12ms',
    "➤ YN0002: │ till@workspace:. doesn't provide react (p1), requested by widgets",
  ],
});

function inVersion(version: string | undefined): string {
  return version === undefined || version === '' ? '' : ` in version ${version}`;
}
