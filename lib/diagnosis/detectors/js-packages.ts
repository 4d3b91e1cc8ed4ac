import { signatureDetector } from '../signature-detector';

/** Yarn, pnpm and Bun where they cannot install what is declared. */
export const jsPackages = signatureDetector({
  id: 'js-packages',
  tool: 'yarn',
  keywords: [
    'ERR_PNPM_',
    'frozen-lockfile',
    'YN0028',
    "Couldn't find",
    'lockfile',
    'YN00',
    'is incompatible with this module',
  ],
  signatures: [
    {
      pattern:
        /ERR_PNPM_OUTDATED_LOCKFILE.*|ERR_PNPM_(?:NO_LOCKFILE|LOCKFILE_CONFIG_MISMATCH|FROZEN_LOCKFILE\w*).*/,
      category: 'dependency',
      weight: 0.96,
      summary: () => 'pnpm refuses to install: pnpm-lock.yaml does not match package.json',
      reason: 'pnpm says that the lockfile is out of step',
      nextStep: 'Run `pnpm install` and commit pnpm-lock.yaml.',
    },
    {
      pattern:
        /^(?:error )?Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`\.$|YN0028: .{0,20}The lockfile would have been (?:modified|created) by this install.*|^error: lockfile had changes, but lockfile is frozen/,
      category: 'dependency',
      weight: 0.96,
      summary: () => 'The install refuses: the lockfile does not match package.json',
      reason: 'The tool says that the lockfile is out of step',
      nextStep: 'Run the install and commit the lockfile that it writes.',
    },
    {
      pattern:
        /^error Couldn't find (?:package "((?:@[^@"/]{1,100}\/)?[^@"]{1,200})(?:@([^"]{1,100}))?"|any versions for "([^"]{1,200})" that matches? "([^"]{1,100})").*$/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Yarn cannot find ${match[1] ?? match[3]}`,
      reason: 'Yarn names the package that it cannot find',
      dependency: (match) => ({
        name: match[1] ?? match[3] ?? '',
        from: null,
        to: match[2] ?? match[4] ?? null,
      }),
    },
    {
      pattern:
        /ERR_PNPM_(?:NO_MATCHING_VERSION|FETCH_404|PEER_DEP_ISSUES|NO_MATCHING_VERSION_INSIDE_WORKSPACE)\b.*/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `pnpm cannot install what is declared: ${match[0]}`,
      reason: 'pnpm says what it cannot install',
    },
    {
      pattern:
        /^error ((?:@[^@\s/]{1,100}\/)?[^@\s]{1,200})@(\S{1,100}): The (?:engine|platform) "(\w{1,30})" is incompatible with this module\..*$/,
      category: 'configuration',
      weight: 0.92,
      summary: (match) => `${match[1]}@${match[2]} does not run with the ${match[3]} of the job`,
      reason: 'Yarn names the package and what it needs',
    },
  ],
  examples: [
    {
      log: ' ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json',
      category: 'dependency',
    },
    {
      log: 'error Couldn\'t find any versions for "left" that matches "^99.0.0"',
      category: 'dependency',
      dependency: 'left',
    },
  ],
  lookAlikes: ['success Already up-to-date lockfile', "Couldn't find the till"],
});
