import { signatureDetector } from '../signature-detector';

/** Images that cannot be pulled, daemons that do not answer, builds whose Dockerfile is wrong. */
export const docker = signatureDetector({
  id: 'docker',
  tool: 'docker',
  keywords: [
    'manifest',
    'pull access denied',
    'Docker daemon',
    'docker daemon',
    'toomanyrequests',
    'failed to pull',
    'Failed to pull',
    'dockerfile parse error',
    'Dockerfile parse error',
    'failed to compute cache key',
    'COPY failed',
    'ADD failed',
    'failed to solve',
    'ImagePullBackOff',
  ],
  signatures: [
    {
      pattern:
        /(?:manifest (?:for \S{1,200} not found|unknown).{0,100}|pull access denied for \S{1,200}|repository \S{1,200} not found: does not exist|ImagePullBackOff.{0,100}|no matching manifest for .{1,100})/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) => `A container image cannot be had: ${match[0]}`,
      reason: 'The registry does not give the image',
      nextStep: 'Correct the name or tag of the image, or give the job access to its registry.',
    },
    {
      pattern: /toomanyrequests: .{1,200}/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `The container registry limits the runner: ${match[0]}`,
      reason: 'The registry says that there were too many requests',
      nextStep: 'Retry later, or pull through a proxy or with an account.',
    },
    {
      pattern: /Cannot connect to the Docker daemon.{0,200}|error during connect: .{1,200}docker/,
      category: 'infrastructure',
      weight: 0.88,
      summary: () => 'The Docker daemon does not answer',
      reason: 'The Docker daemon does not answer',
      nextStep: 'See whether the job has a Docker service (docker:dind) and its variables.',
    },
    {
      pattern:
        /(?:[Dd]ockerfile parse error.{1,200}|failed to compute cache key: .{1,300}|(?:COPY|ADD) failed: .{1,300}|failed to read dockerfile: .{1,200})/,
      category: 'build',
      weight: 0.88,
      summary: (match) => `The image cannot be built: ${match[0]}`,
      reason: 'Docker says what is wrong',
    },
  ],
  examples: [
    {
      log: 'ERROR: Job failed: failed to pull image "shop/till:9": manifest for shop/till:9 not found: manifest unknown',
      category: 'configuration',
    },
    { log: 'ERROR: failed to solve: failed to compute cache key: "/till.txt" not found', category: 'build' },
  ],
  lookAlikes: ['the manifest is read', 'dockerd: the Docker daemon is up'],
});
