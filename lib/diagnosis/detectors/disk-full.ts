import { signatureDetector } from '../causes/signature-detector';

/** A full disk. */
export const diskFull = signatureDetector({
  id: 'disk-full',
  tool: 'system',
  keywords: [
    'o space left on device',
    'ENOSPC',
    'Disk quota exceeded',
    'not enough space on the disk',
    "don't have enough free space",
  ],
  signatures: [
    {
      pattern:
        /(?:No space left on device|no space left on device|ENOSPC: (?!System limit).{1,100}|Disk quota exceeded|not enough space on the disk|You don't have enough free space)/,
      category: 'resource',
      weight: 0.92,
      summary: () => 'The disk of the runner is full',
      reason: 'The system says that the disk is full',
      nextStep: "Clear the runner's disk or give it more; nothing in the code has to change.",
    },
  ],
  examples: [{ log: 'tar: till.tar: Cannot write: No space left on device', category: 'resource' }],
  lookAlikes: [
    'ENOSPC: System limit for number of file watchers reached',
    'there is no space left on the page',
  ],
});
