import { signatureDetector } from '../signature-detector';

/** Bundler, Composer, Cargo, Go modules, NuGet and apt where they cannot install what is declared. */
export const otherPackages = signatureDetector({
  id: 'other-packages',
  tool: 'packages',
  keywords: [
    'Could not find gem',
    'Bundler could not find',
    'Your requirements could not be resolved',
    'The requested package',
    'failed to select a version',
    'no matching package',
    'the lock file',
    'missing go.sum entry',
    'updates to go.mod needed',
    'go: ',
    'NU110',
    'Unable to locate package',
    'has no installation candidate',
    'lockfile',
    'An error occurred while installing',
    'Could not find compatible versions',
    'Could not find ',
  ],
  signatures: [
    {
      pattern:
        /^(?:Bundler could not find compatible versions for gem "([\w-]{1,100})".*|Could not find gem '([\w-]{1,100})[ '].*|Could not find compatible versions)$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Bundler cannot resolve ${match[1] ?? match[2] ?? 'the gems'}`,
      reason: 'Bundler names what it cannot resolve',
      linesAfter: 4,
      dependency: (match) =>
        (match[1] ?? match[2]) === undefined
          ? null
          : { name: match[1] ?? match[2] ?? '', from: null, to: null },
    },
    {
      pattern:
        /^Could not find ([\w-]{1,100})-([\d.]{1,30}) in (?:any of the sources|locally installed gems|rubygems repository).*$/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `Bundler cannot find ${match[1]} ${match[2]}`,
      reason: 'Bundler names the gem that it cannot find',
      dependency: (match) => ({ name: match[1] ?? '', from: null, to: match[2] ?? null }),
    },
    {
      pattern: /^An error occurred while installing ([\w-]{1,100}) \(([\w.]{1,40})\), and Bundler cannot$/,
      category: 'dependency',
      weight: 0.85,
      summary: (match) => `Bundler could not install ${match[1]} ${match[2]}`,
      reason: 'Bundler names the gem that it could not install',
      dependency: (match) => ({ name: match[1] ?? '', from: null, to: match[2] ?? null }),
    },
    {
      pattern:
        /^\s*(?:- )?(?:Your requirements could not be resolved to an installable set of packages\.|The requested package (\S{1,100}) .{1,400})$/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `Composer cannot resolve ${match[1] ?? "the project's packages"}`,
      reason: 'Composer says what it cannot resolve',
      linesAfter: 3,
      dependency: (match) => (match[1] === undefined ? null : { name: match[1], from: null, to: null }),
    },
    {
      pattern:
        /^error: (?:failed to select a version for (?:the requirement )?`([\w-]{1,100})[^`]{0,100}`.*|no matching package (?:named )?`([\w-]{1,100})` found|the lock file .{1,300} needs to be updated but --locked was passed.*)$/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) =>
        (match[1] ?? match[2])
          ? `Cargo cannot find ${match[1] ?? match[2]} as it is asked for`
          : 'Cargo.lock does not match Cargo.toml',
      reason: 'Cargo says what it cannot resolve',
      linesAfter: 2,
      dependency: (match) =>
        (match[1] ?? match[2]) === undefined
          ? null
          : { name: match[1] ?? match[2] ?? '', from: null, to: null },
    },
    {
      pattern:
        /(?:missing go\.sum entry (?:for (?:module providing package|go\.mod file).{1,200})?|^go: updates to go\.mod needed.*|^go: .{1,200}: (?:unknown revision .{1,100}|invalid version: .{1,200}|no matching versions .{1,100}|reading .{1,200}: 404 Not Found.*)|inconsistent vendoring.*)/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Go cannot resolve the modules: ${match[0]}`,
      reason: 'Go says what it cannot resolve',
    },
    {
      pattern: /\berror (NU11\d\d): (.{1,300}?)(?: \[[^\]]{1,300}\])?$/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `NuGet cannot restore the packages: ${match[2]}`,
      reason: 'NuGet says what it cannot restore',
    },
    {
      pattern:
        /^E: (?:Unable to locate package (\S{1,100})|Package '(\S{1,100})' has no installation candidate)$/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `apt does not know the package ${match[1] ?? match[2]}`,
      reason: 'apt names the package that it does not know',
      nextStep: 'Correct the name of the package, run `apt-get update` before, or use another image.',
    },
  ],
  examples: [
    {
      log: "Could not find gem 'till' in any of the gem sources listed in your Gemfile.",
      category: 'dependency',
      dependency: 'till',
    },
    { log: 'error: no matching package named `till` found', category: 'dependency', dependency: 'till' },
    { log: 'E: Unable to locate package till', category: 'configuration' },
  ],
  lookAlikes: ['go: downloading shop/till v1.0.0', 'the lock file is read', 'Could not find the till'],
});
