import { signatureDetector } from '../causes/signature-detector';

const nextStep = "Install the system package that brings it in the job's image, or use an image that has it.";

/** Libraries of the system that a program needs and the image does not have. */
export const sharedLibrary = signatureDetector({
  id: 'shared-library',
  tool: 'system',
  keywords: [
    'cannot open shared object file',
    "' not found (required by",
    'Library not loaded',
    'Missing libraries',
    'Host system is missing dependencies',
  ],
  signatures: [
    {
      pattern:
        /error while loading shared libraries: (\S{1,200}): cannot open shared object file|(?:ImportError|OSError): (\S{1,200}): cannot open shared object file/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `The system library ${match[1] ?? match[2]} is not in the image`,
      reason: 'The loader says which library is missing',
      nextStep,
    },
    {
      pattern: /\bversion [`']([\w.]{1,60})' not found \(required by (\S{1,300})\)/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `The image's system libraries are too old for ${match[2]}, which needs ${match[1]}`,
      reason: 'The loader says which version it needs',
      nextStep: 'Use a newer image, or a build of the program for the older system.',
    },
    {
      pattern: /\bLibrary not loaded: (\S{1,300})/,
      category: 'configuration',
      weight: 0.85,
      summary: (match) => `The library ${match[1]} is not there`,
      reason: 'The loader says which library is missing',
    },
    {
      pattern: /Host system is missing dependencies to run browsers/,
      category: 'configuration',
      weight: 0.88,
      summary: () => "The image does not have the libraries that the tests' browser needs",
      reason: 'The browser cannot be started',
      nextStep: 'Run `npx playwright install-deps` in the job, or use the image that Playwright offers.',
      linesAfter: 3,
    },
  ],
  examples: [
    {
      log: './till: error while loading shared libraries: libcoin.so.3: cannot open shared object file: No such file or directory',
      category: 'configuration',
    },
    {
      log: "./till: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./till)",
      category: 'configuration',
    },
  ],
  lookAlikes: ['the coin was not found (required by the till)'],
});
