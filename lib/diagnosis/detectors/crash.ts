import { signatureDetector } from '../causes/signature-detector';

/** A process that was ended by a fault of its own: a segmentation fault, a sanitizer, an abort. */
export const crash = signatureDetector({
  id: 'crash',
  tool: 'system',
  keywords: [
    'egmentation fault',
    ': Assertion ',
    'Sanitizer: ',
    'Aborted',
    'SIGSEGV',
    'SIGABRT',
    'llegal instruction',
    'access violation',
    'Access violation',
    'Bus error',
    'runtime error: ',
  ],
  signatures: [
    {
      // assert(3) of the C library: program: file:line: function: Assertion `...' failed.
      pattern:
        /^(?:\S{1,100}: )?(\S{1,300}\.\w{1,4}):(\d{1,7}): (?:.{1,300}: )?Assertion [`'](.{1,300})' failed\.?$/,
      category: 'test',
      weight: 0.84,
      summary: (match) => `The assertion ${match[3]} does not hold at ${match[1]}:${match[2]}`,
      reason: 'The program says which assertion does not hold',
      finding: (match) => ({
        file: match[1] ?? '',
        line: Number(match[2]),
        message: `Assertion ${match[3]} failed`,
      }),
    },
    {
      pattern:
        /^(?:==\d{1,9}==\s?)?(?:ERROR|WARNING): (?:Address|Leak|Thread|Memory|UndefinedBehavior)Sanitizer: .{1,300}$/,
      category: 'test',
      weight: 0.88,
      summary: (match) => `A sanitizer stopped the program: ${match[0]}`,
      reason: 'The sanitizer says what it found',
      linesAfter: 6,
    },
    {
      pattern: /^\S{1,400}:\d{1,7}:\d{1,5}: runtime error: .{1,300}$/,
      category: 'test',
      weight: 0.85,
      summary: (match) => `The sanitizer for undefined behaviour reports: ${match[0]}`,
      reason: 'The sanitizer says what it found',
    },
    {
      pattern:
        /(?:[Ss]egmentation fault|SIGSEGV|SIGABRT|Illegal instruction|Bus error|Access violation in generated code.{0,100}|Aborted)\b(?:\s{1,20}\(core dumped\)|: \d{1,3}|\s{4,20}\S|$).{0,200}/,
      category: 'test',
      weight: 0.7,
      summary: (match) => `A process crashed: ${match[0]}`,
      reason: 'The system says that the process crashed',
      nextStep:
        'Run the program in a debugger or with a sanitizer; the log alone does not say where it crashed.',
    },
  ],
  examples: [
    {
      log: "till: till.c:12: main: Assertion `1 + 1 == 3' failed.\nbash: line 6: 17081 Aborted                 ./till",
      category: 'test',
      findings: ['till.c:12'],
    },
    { log: 'bash: line 6: 17054 Segmentation fault      ./till', category: 'test' },
    {
      log: '==30799==ERROR: AddressSanitizer: heap-use-after-free on address 0x61b000080607',
      category: 'test',
    },
    { log: '/bin/bash: line 12: 4931 Segmentation fault      (core dumped) ./till', category: 'test' },
  ],
  lookAlikes: ['ok 3 - explains a segmentation fault to the user'],
});
