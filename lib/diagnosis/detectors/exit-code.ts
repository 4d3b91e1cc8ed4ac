import { buildCause } from '../causes/build-cause';
import type { Cause, Detector } from '../detector';

interface Meaning {
  readonly category: Cause['category'];
  readonly weight: number;
  readonly summary: string;
  readonly nextStep?: string;
}

/** What a shell and its usual wrappers mean by an exit code (bash(1), timeout(1)); others are the program's own affair. */
const meanings = new Map<number, Meaning>([
  [
    124,
    {
      category: 'timeout',
      weight: 0.62,
      summary: 'The command was stopped at the time limit that the script gives it (exit code 124)',
      nextStep: 'See what it was doing when the time was up; retry the job once, or raise the limit.',
    },
  ],
  [126, { category: 'permission', weight: 0.5, summary: 'The command cannot be executed (exit code 126)' }],
  [
    127,
    {
      category: 'configuration',
      weight: 0.45,
      summary: 'A command of the script is not there (exit code 127)',
    },
  ],
  [
    134,
    {
      category: 'test',
      weight: 0.45,
      summary: 'The program ended itself by an abort (exit code 134, SIGABRT)',
    },
  ],
  [
    137,
    {
      category: 'resource',
      weight: 0.6,
      summary: 'The command was killed, which happens when memory runs out (exit code 137, SIGKILL)',
      nextStep: 'Give the job more memory, or make it need less.',
    },
  ],
  [
    139,
    { category: 'test', weight: 0.5, summary: 'The program crashed (exit code 139, segmentation fault)' },
  ],
  [
    143,
    {
      category: 'infrastructure',
      weight: 0.5,
      summary: 'The command was told to end from outside (exit code 143, SIGTERM)',
    },
  ],
]);
const keywords = ['exit code 1', 'exit status 1', 'exited with 1'];
const ending = /^ERROR: Job failed: (?:exit code|exit status|command terminated with exit code) (\d{3})$/;

/** What the runner's exit code alone means, where it is one that the shell gives and no line says more. */
export const exitCode: Detector = {
  id: 'exit-code',
  keywords,
  detect(view) {
    const { failures, failing } = view.script;
    const stated = failures.find((failure) => meanings.has(failure.exitCode));
    const ended = stated === undefined ? view.find(ending, ['ERROR: Job failed']).at(-1) : undefined;
    const code = stated?.exitCode ?? Number(ended?.match[1]);
    const at = stated?.statedAt ?? ended?.index;
    const meaning = meanings.get(code);
    if (meaning === undefined || at === undefined) return [];
    const { category, weight, summary, nextStep } = meaning;
    const to = stated?.to ?? failing.to;
    return [
      buildCause({
        tool: 'exit-code',
        category,
        weight,
        ranges: [
          { from: at, to: at, reason: 'The runner states the exit code' },
          ...(to > 0 && to < at ? [{ from: to, to, reason: 'The last that the command said' }] : []),
        ],
        key: [String(code), view.script.command ?? ''],
        summary: `${summary}.`,
        ...(nextStep === undefined ? {} : { nextStep }),
      }),
    ];
  },
  examples: [
    {
      log: '$ timeout 5m ./till.sh\ncounting\nThe command "timeout 5m ./till.sh" exited with 124.',
      category: 'timeout',
    },
    { log: '$ ./till\ncounting\nERROR: Job failed: exit code 139', category: 'test' },
  ],
  lookAlikes: [
    'ERROR: Job failed: exit code 1',
    'The command "make" exited with 2.',
    'it says exit code 137 here',
  ],
};
