import { namedPackage } from '../causes/named-package';
import { signatureDetector } from '../causes/signature-detector';

const nameStep =
  'Correct the name or version where it is declared, or give the job access to the registry that has it.';

/** Bun and Deno where they cannot install or resolve what is declared. */
export const bunAndDeno = signatureDetector({
  id: 'bun-and-deno',
  tool: 'bun',
  keywords: ['error: '],
  signatures: [
    {
      pattern: /^error: lockfile had changes, but lockfile is frozen/,
      category: 'dependency',
      weight: 0.96,
      summary: () => "Bun refuses to install: Bun's lockfile does not match package.json",
      reason: 'Bun says that the lockfile is out of step',
      nextStep: 'Run `bun install` and commit the lockfile that it writes.',
    },
    {
      pattern: /^error: No version matching "([^"]{1,100})" found for specifier "([^"]{1,200})"/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `Bun cannot find ${match[2]} in version ${match[1]}`,
      reason: 'Bun names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[2], match[1]),
    },
    {
      pattern:
        /^error: (?:GET https?:\/\/\S{1,200}\/((?:@[\w.-]{1,100}(?:\/|%2[fF]))?[\w.-]{1,200}) - 404|((?:@[\w.-]{1,100}\/)?[\w.-]{1,200})@(\S{1,100}) failed to resolve)/,
      category: 'dependency',
      weight: 0.92,
      summary: (match) => `Bun cannot find ${(match[1] ?? match[2] ?? '').replace(/%2f/i, '/')}`,
      reason: 'Bun names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage((match[1] ?? match[2])?.replace(/%2f/i, '/'), match[3]),
    },
    {
      pattern:
        /^error: (?:GET https?:\/\/\S{1,300} - (?:5\d\d|429)|(?:ConnectionRefused|Timeout|ConnectionClosed|FailedToOpenSocket) (?:downloading|fetching|while).{1,200})/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `Bun could not reach the package registry: ${match[0].replace('error: ', '')}`,
      reason: 'The registry did not answer',
    },
    {
      pattern: /^error: Integrity check failed for tarball: (\S{1,200})/i,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `${match[1]} is not what the lockfile says it is (its checksum differs)`,
      reason: 'Bun names the package whose checksum differs',
      dependency: (match) => namedPackage(match[1]),
    },
    {
      pattern: /^error: Script not found "([^"]{1,100})"/,
      category: 'configuration',
      verdict: 'code',
      verdictReason: 'The job calls a script that package.json does not have.',
      weight: 0.93,
      summary: (match) => `package.json has no script "${match[1]}", which the job calls`,
      reason: 'Bun names the script that is missing',
      nextStep: 'Add the script to package.json, or correct its name in the CI configuration.',
    },
    {
      tool: 'deno',
      pattern:
        /^error: (?:Could not find npm package '([^']{1,200})' matching '([^']{1,100})'|npm package '([^']{1,200})' does not exist|JSR package (?:manifest for '([^']{1,200})' failed|not found: (\S{1,200})))/,
      category: 'dependency',
      weight: 0.93,
      summary: (match) => `Deno cannot find ${match[1] ?? match[3] ?? match[4] ?? match[5]}`,
      reason: 'Deno names the package that it cannot find',
      nextStep: nameStep,
      dependency: (match) => namedPackage(match[1] ?? match[3] ?? match[4] ?? match[5], match[2]),
    },
    {
      tool: 'deno',
      pattern:
        /^error: (?:The lockfile is out of date\.|Integrity check failed for (?:remote specifier|npm package)[^"'\n]{0,40}["']?([^"'\n]{0,200}))/,
      category: 'dependency',
      weight: 0.94,
      summary: (match) =>
        match[1] === undefined
          ? 'deno.lock is out of date'
          : `${match[1].trim()} is not what deno.lock says it is`,
      reason: 'Deno says what does not match',
      nextStep: 'Run `deno install` and commit deno.lock.',
    },
    {
      tool: 'deno',
      pattern:
        /^error: (?:Module not found "([^"]{1,400})"|Relative import path "([^"]{1,200})" not prefixed with)/,
      category: 'dependency',
      weight: 0.9,
      summary: (match) => `Deno cannot resolve the import ${match[1] ?? match[2]}`,
      reason: 'Deno names the import',
      linesAfter: 1,
      dependency: (match) => namedPackage(match[2]),
      finding: (match, view, index) => {
        const at = /^\s{1,10}at file:\/\/(\S{1,400}):(\d{1,7}):(\d{1,5})$/.exec(
          view.text(index + 1).length > 0 ? view.text(index + 1) : view.text(index + 2),
        );
        return at?.[1] === undefined
          ? null
          : {
              file: at[1],
              line: Number(at[2]),
              column: Number(at[3]),
              message: match[0].replace('error: ', ''),
            };
      },
    },
  ],
  examples: [
    { log: 'error: lockfile had changes, but lockfile is frozen', category: 'dependency' },
    {
      log: 'error: No version matching "^99.0.0" found for specifier "left" (but package exists)',
      category: 'dependency',
      dependency: 'left',
    },
    {
      log: 'error: GET https://registry.example/@shop%2fleft - 404',
      category: 'dependency',
      dependency: '@shop/left',
    },
    { log: 'error: left@^99.0.0 failed to resolve', category: 'dependency', dependency: 'left' },
    { log: 'error: GET https://registry.example/left - 503', category: 'infrastructure' },
    { log: 'error: Script not found "lint"', category: 'configuration' },
    {
      log: "error: Could not find npm package 'left' matching '^99.0.0'.",
      category: 'dependency',
      dependency: 'left',
    },
    { log: 'error: The lockfile is out of date. Rerun with "--frozen=false"', category: 'dependency' },
    {
      log: 'error: Module not found "file:///builds/shop/till/coins.ts".\n    at file:///builds/shop/till/main.ts:3:24',
      category: 'dependency',
      findings: ['main.ts:3'],
    },
  ],
  lookAlikes: ['error: Test failed', 'error: script "test" exited with code 1', 'the lockfile is frozen'],
});
