import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

/** Cargo where it cannot resolve or fetch what Cargo.toml declares. */
export const cargoPackages = signatureDetector({
  id: 'cargo-packages',
  tool: 'cargo',
  keywords: ['error: ', 'rustc ', 'requires rustc', 'failed to '],
  signatures: [
    {
      pattern:
        /^error: failed to select a version for (?:the requirement )?`([\w-]{1,100})(?: = "([^"`]{1,60})")?[^`]{0,100}`.*/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `Cargo finds no version of ${match[1]} that satisfies all demands`,
      reason: 'Cargo names what it cannot resolve',
      nextStep: 'Correct the version in Cargo.toml; what asks for it is listed below the line.',
      linesAfter: 5,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
    {
      pattern: /^error: no matching package (?:named )?`([\w-]{1,100})` found/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) => `Cargo cannot find ${match[1]} as it is asked for`,
      reason: 'Cargo names the package that it cannot find',
      linesAfter: 3,
      nextStep: 'Correct the name in Cargo.toml, or give the job access to the registry that has it.',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      pattern:
        /^error: (?:the lock file|cannot (?:update|create) the lock file) .{1,300} (?:needs to be updated but|because) --(?:locked|frozen) was passed.*/,
      category: 'dependency',
      weight: 0.96,
      summary: () => 'Cargo.lock does not match Cargo.toml',
      reason: 'Cargo says that the lockfile is out of step',
      verdictReason: 'The committed lockfile is out of step with Cargo.toml.',
      nextStep: 'Run `cargo update --workspace` and commit Cargo.lock.',
    },
    {
      pattern:
        /^error: (?:rustc (\S{1,40}) is not supported by the following packages?:|package `([\w-]{1,100}) v(\S{1,40})[^`]{0,200}` cannot be built because it requires rustc (\S{1,40}) or newer.*|cannot install package `([\w-]{1,100}) (\S{1,40})`, it requires rustc (\S{1,40}) or newer.*)/,
      category: 'dependency',
      weight: 0.95,
      summary: (match) =>
        match[1] === undefined
          ? `${match[2] ?? match[5]} needs Rust ${match[4] ?? match[7]} or newer`
          : `Packages need a newer Rust than the job's ${match[1]}`,
      reason: 'Cargo names the Rust that is needed',
      nextStep:
        'Use a newer Rust in the job, or hold the package back (`cargo update -p NAME --precise VERSION`).',
      linesAfter: 2,
      dependency: (match, view, index) => {
        const listed = /^\s{1,8}([\w-]{1,100})@(\S{1,40}) requires rustc/.exec(view.text(index + 1));
        return namedPackage(match[2] ?? match[5] ?? listed?.[1], match[3] ?? match[6] ?? listed?.[2]);
      },
    },
    {
      pattern:
        /^error: (?:failed to (?:download|get|load source for dependency|fetch) `([\w-]{1,100})[^`]{0,200}`.*|checksum for `([\w-]{1,100}) v(\S{1,40})` changed between lock files.*|unable to verify that `([\w-]{1,100}) v?(\S{1,40})` is the same.*)/,
      category: 'dependency',
      weight: 0.88,
      summary: (match) => `Cargo cannot get ${match[1] ?? match[2] ?? match[4]}`,
      reason: 'Cargo names the package that it cannot get',
      linesAfter: 6,
      dependency: (match) => namedPackage(match[1] ?? match[2] ?? match[4], match[3] ?? match[5]),
    },
    {
      pattern:
        /^error: failed to (?:parse manifest|read|load manifest) .{1,300}$|^error: could not find `Cargo\.toml` in .{1,300}$/,
      category: 'configuration',
      verdict: 'code',
      weight: 0.9,
      summary: (match) => `Cargo cannot read a manifest: ${match[0].replace('error: ', '')}`,
      reason: 'Cargo names the manifest',
      linesAfter: 4,
    },
    {
      pattern: /^error: failed to run custom build command for `([\w-]{1,100}) v(\S{1,40})[^`]{0,200}`$/,
      category: 'dependency',
      weight: 0.8,
      summary: (match) => `The build script of ${match[1]} ${match[2]} failed`,
      reason: 'Cargo names the package whose build script failed',
      nextStep:
        "Read the script's output below; a system library that it needs is often missing in the image.",
      linesAfter: 6,
      dependency: (match) => namedPackage(match[1], match[2]),
    },
  ],
  examples: [
    { log: 'error: no matching package named `till` found', category: 'dependency', dependency: 'till' },
    {
      log: 'error: failed to select a version for the requirement `money = "^9.0"`\ncandidate versions found which didn\'t match: 1.0.0',
      category: 'dependency',
      dependency: 'money',
    },
    {
      log: 'error: the lock file /builds/shop/till/Cargo.lock needs to be updated but --locked was passed to prevent this',
      category: 'dependency',
    },
    {
      log: 'error: rustc 1.70.0 is not supported by the following packages:\n  coins@2.0.0 requires rustc 1.80',
      category: 'dependency',
      dependency: 'coins',
    },
    {
      log: 'error: failed to run custom build command for `coins-sys v0.9.1`',
      category: 'dependency',
      dependency: 'coins-sys',
    },
  ],
  lookAlikes: [
    'error: could not compile `till` (lib) due to 1 previous error',
    '    Updating crates.io index',
    'error: no such money',
  ],
});
