import { signatureDetector } from '../causes/signature-detector';

/** Memory that ran out, in the words of the usual runtimes. */
export const outOfMemory = signatureDetector({
  id: 'out-of-memory',
  tool: 'system',
  keywords: [
    'heap out of memory',
    'OutOfMemoryError',
    'OOMKilled',
    'ut of memory',
    'Cannot allocate memory',
    'exit code 137',
    'Killed',
    'MemoryError',
    'signal: 9',
    'bad_alloc',
    'Allowed memory size',
  ],
  signatures: [
    {
      pattern:
        /(?:JavaScript heap out of memory|java\.lang\.OutOfMemoryError(?:: .{1,100})?|OOMKilled|fatal error: runtime: out of memory|Cannot allocate memory|^MemoryError|virtual memory exhausted|std::bad_alloc|Allowed memory size of \d{1,15} bytes exhausted|c\+\+: (?:fatal error|internal compiler error): Killed|\(signal: 9, SIGKILL: kill\))/,
      category: 'resource',
      weight: 0.92,
      summary: (match) => `The job ran out of memory: ${match[0]}`,
      reason: 'The process says that memory ran out',
      nextStep:
        'Give the job a runner with more memory, raise the limit of the process, or make it need less.',
    },
    {
      pattern:
        /^(?:.{0,200}line \d{1,6}:\s{1,4}\d{1,9} )?Killed(?:\s{2,}.{1,300})?$|^ERROR: Job failed: (?:exit code|command terminated with exit code) 137$/,
      category: 'resource',
      weight: 0.75,
      summary: () => 'The system killed the process, which happens when memory runs out (exit code 137)',
      reason: 'The process was killed',
      nextStep: 'Give the job a runner with more memory, or make it need less.',
    },
  ],
  examples: [
    {
      log: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
      category: 'resource',
    },
    { log: '/bin/bash: line 152:    88 Killed                  npm run build', category: 'resource' },
  ],
  lookAlikes: ['Killed 3 mutants', 'we ran out of memory lane'],
});
