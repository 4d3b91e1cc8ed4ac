import { signatureDetector } from '../causes/signature-detector';

/** Limits of the machine other than memory and disk: open files, processes, ports. */
export const systemLimit = signatureDetector({
  id: 'system-limit',
  tool: 'system',
  keywords: [
    'oo many open files',
    'EMFILE',
    'EADDRINUSE',
    'ddress already in use',
    'esource temporarily unavailable',
    'port is already allocated',
    'EAGAIN',
  ],
  signatures: [
    {
      pattern: /\b(?:[Tt]oo many open files|EMFILE: too many open files.{0,100})/,
      category: 'resource',
      weight: 0.8,
      summary: () => 'The job has more files open than the system allows',
      reason: 'The system says that the limit is reached',
      nextStep: 'Open fewer files at once, or raise the limit (`ulimit -n`) in the job.',
    },
    {
      pattern:
        /(?:fork: (?:retry: )?Resource temporarily unavailable|Cannot fork|pthread_create failed.{0,60}EAGAIN|spawn \S{1,100} EAGAIN)/,
      category: 'resource',
      weight: 0.8,
      summary: () => 'The job has more processes than the system allows',
      reason: 'The system says that the limit is reached',
    },
    {
      pattern:
        /(?:EADDRINUSE: address already in use \S{1,100}|(?:bind|listen)\S{0,60}: [Aa]ddress already in use|[Pp]ort is already allocated)/,
      category: 'configuration',
      weight: 0.7,
      summary: (match) => `A port is in use already: ${match[0]}`,
      reason: 'The system says that the port is taken',
      nextStep: 'See what else in the job listens there: a service left running, or tests that run at once.',
    },
  ],
  examples: [
    { log: "Error: EMFILE: too many open files, open 'till.log'", category: 'resource' },
    { log: '/bin/bash: fork: retry: Resource temporarily unavailable', category: 'resource' },
    { log: 'Error: listen EADDRINUSE: address already in use :::8080', category: 'configuration' },
  ],
  lookAlikes: ['there are not too many files', 'the address is in use by the till'],
});
