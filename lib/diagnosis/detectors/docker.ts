import { signatureDetector } from '../causes/signature-detector';

const imageStep = 'Correct the name or tag of the image, or give the job access to its registry.';

/** Images that cannot be pulled or pushed, daemons that do not answer, builds whose Dockerfile or context is wrong. */
export const docker = signatureDetector({
  id: 'docker',
  tool: 'docker',
  keywords: [
    ...[
      'manifest',
      'pull access denied',
      'Docker daemon',
      'docker daemon',
      'docker API',
      'toomanyrequests',
      'failed to pull',
      'Failed to pull',
      'ockerfile',
    ],
    ...[
      'failed to compute cache key',
      'COPY failed',
      'ADD failed',
      'failed to solve',
      'ImagePullBackOff',
      'ErrImagePull',
      'unauthorized',
      'denied: ',
      'error during connect',
    ],
    ...[
      'no matching manifest',
      'exec format error',
      'invalid reference format',
      'Error response from daemon',
      'error checking push permissions',
      'access forbidden',
      'UNAUTHORIZED',
      'no such service',
      'compose',
    ],
    ...[
      'unknown instruction',
      'not found in local storage',
      'failed to push',
      'Error saving credentials',
      'pull rate limit',
      'service "',
      'HTTP response to HTTPS client',
      'initializing source',
      'is unhealthy',
      'failed to start: ',
    ],
  ],
  signatures: [
    {
      pattern:
        /(?:manifest (?:for \S{1,200} not found|unknown).{0,100}|pull access denied for \S{1,200}|repository \S{1,200} not found: does not exist|(?:ImagePullBackOff|ErrImagePull).{0,100}|no matching manifest for .{1,100}|invalid reference format.{0,100}|reading manifest \S{1,200} in \S{1,200}: .{1,100}|failed to resolve source metadata for \S{1,300}: (?:\S{1,200} )?(?:not found|.{0,60}does not exist).{0,100}|no match for platform in manifest.{0,100})/,
      category: 'configuration',
      weight: 0.92,
      summary: (match) => `A container image cannot be had: ${match[0]}`,
      reason: 'The registry does not give the image',
      nextStep: imageStep,
      rejects: (view, index) =>
        /CACHED|importing cache|failed to configure registry cache importer/i.test(view.text(index)),
    },
    {
      pattern:
        /(?:toomanyrequests: .{1,200}|You have reached your (?:unauthenticated )?pull rate limit.{0,100}|429 Too Many Requests.{0,100}(?:docker|registry).{0,60})/,
      category: 'infrastructure',
      weight: 0.93,
      summary: (match) => `The container registry limits the runner: ${match[0]}`,
      reason: 'The registry says that there were too many requests',
      nextStep: 'Retry later, or pull through a proxy (GitLab has a Dependency Proxy) or with an account.',
    },
    {
      pattern:
        /(?:Error response from daemon: (?:Get|Head|login attempt to) "?\S{1,200}: (?:unauthorized|denied|.{0,60}401).{0,200}|unauthorized: (?:authentication required|HTTP Basic: Access denied|incorrect username).{0,200}|denied: (?:requested access to the resource is denied|access forbidden|.{0,60}permission).{0,100}|error checking push permissions .{1,300}|UNAUTHORIZED: .{1,200}|Error: Cannot perform an interactive login from a non TTY device)/,
      category: 'permission',
      weight: 0.93,
      summary: (match) =>
        `The container registry refuses the job: ${match[0].replace('Error response from daemon: ', '')}`,
      reason: 'The registry refuses the credentials',
      nextStep:
        "Check how the job signs in (`docker login`) and the rights of its token; the job's own token cannot push to another project's registry.",
    },
    {
      pattern:
        /Cannot connect to the Docker daemon.{0,200}|error during connect: .{1,300}|failed to connect to the docker API.{0,200}|Is the docker daemon running\?/,
      category: 'infrastructure',
      verdict: 'configuration',
      weight: 0.93,
      summary: () => 'The Docker daemon does not answer',
      reason: 'The Docker daemon does not answer',
      verdictReason: 'The job talks to a Docker daemon that is not there or not reachable as it is set up.',
      nextStep:
        'See whether the job has a Docker service (docker:dind) and the variables that go with it (DOCKER_HOST, DOCKER_TLS_CERTDIR).',
    },
    {
      pattern:
        /(?:[Dd]ockerfile parse error.{1,200}|dockerfile parse error on line \d{1,6}: .{1,200}|failed to (?:compute cache key|calculate checksum of ref \S{1,100}): .{1,300}|(?:COPY|ADD) failed: .{1,300}|failed to read dockerfile: .{1,200}|unable to prepare context: .{1,200}|failed to process "[^"]{1,200}": .{1,200}|unknown instruction: \S{1,60}|target stage "?\S{1,100}"? could not be found|invalid from flag value \S{1,100}: .{1,100}|error building image: parsing dockerfile: .{1,200}|error resolving dockerfile path: .{1,200})/,
      category: 'build',
      weight: 0.92,
      summary: (match) => `The image cannot be built: ${match[0]}`,
      reason: 'Docker says what is wrong',
      nextStep: 'Correct the Dockerfile or the build context (also see .dockerignore) as the line says.',
      finding: (match, view, index) => {
        const said = /(?:parse error (?:on )?line |:)(\d{1,6}):? /.exec(match[0])?.[1];
        for (let at = index; at > Math.max(-1, index - 25); at -= 1) {
          const place = /^(\S{0,300}[Dd]ockerfile\S{0,100}):(\d{1,6})$/.exec(view.text(at));
          if (place?.[1] !== undefined) return { file: place[1], line: Number(place[2]), message: match[0] };
        }
        return said === undefined ? null : { file: 'Dockerfile', line: Number(said), message: match[0] };
      },
    },
    {
      pattern:
        /exec (?:\/\S{1,200}|user process caused(?: "exec format error")?): ?(?:exec format error)?|standard_init_linux\.go:\d{1,5}: exec user process caused.{0,200}/,
      category: 'configuration',
      weight: 0.85,
      summary: () => 'The image or program is made for another kind of processor',
      reason: 'The system cannot run the file',
      nextStep:
        "Use an image for the platform of the runner (`--platform`), or a runner of the image's platform.",
      rejects: (view, index) => !view.text(index).includes('exec format error'),
    },
    {
      pattern:
        /(?:failed to do request: .{1,300}|(?:net\/http: TLS handshake timeout|server gave HTTP response to HTTPS client).{0,100}|received unexpected HTTP status: 5\d\d.{0,100}|failed to (?:copy|fetch|resolve).{0,200}(?:i\/o timeout|connection reset by peer|50[0234] ).{0,100})/,
      category: 'infrastructure',
      weight: 0.86,
      summary: (match) => `The container registry did not answer as it should: ${match[0]}`,
      reason: 'The registry did not answer',
      nextStep: 'Retry the job; if it fails again, look at the registry.',
    },
    {
      tool: 'docker-compose',
      pattern:
        /^(?:(?:ERROR|Error response from daemon|dependency failed to start): .{0,20}?(?:container \S{1,200} is unhealthy|container \S{1,200} exited \(\d{1,3}\).{0,40})|no such service: \S{1,100}|(?:service|services\.)"?\S{1,100}"? (?:depends on undefined|has neither an image nor a build context|refers to undefined).{1,200}|(?:yaml|validating \S{1,200}): .{1,300}compose.{0,200}|ERROR: for \S{1,100}\s{1,4}.{1,200})$/i,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `The services cannot be started: ${match[0]}`,
      reason: 'Compose says what it cannot start',
      nextStep: "Read the service's own log, or correct the compose file as the line says.",
    },
  ],
  examples: [
    {
      log: 'ERROR: Job failed: failed to pull image "shop/till:9": manifest for shop/till:9 not found: manifest unknown',
      category: 'configuration',
    },
    {
      log: 'ERROR: failed to solve: shop/till:9: failed to resolve source metadata for registry.example/shop/till:9: registry.example/shop/till:9: not found',
      category: 'configuration',
    },
    { log: 'ERROR: failed to solve: failed to compute cache key: "/till.txt" not found', category: 'build' },
    {
      log: 'Dockerfile:3\n--------------------\n   3 | >>> COPY till.txt .\n--------------------\nERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: "/till.txt": not found',
      category: 'build',
      findings: ['Dockerfile:3'],
    },
    {
      log: 'ERROR: failed to solve: dockerfile parse error on line 4: unknown instruction: COPPY',
      category: 'build',
      findings: ['Dockerfile:4'],
    },
    {
      log: 'toomanyrequests: You have reached your unauthenticated pull rate limit.',
      category: 'infrastructure',
    },
    { log: 'denied: requested access to the resource is denied', category: 'permission' },
    {
      log: 'ERROR: Cannot connect to the Docker daemon at tcp://docker:2375. Is the docker daemon running?',
      category: 'infrastructure',
    },
    { log: 'exec /usr/bin/till: exec format error', category: 'configuration' },
    { log: 'dependency failed to start: container till-db-1 is unhealthy', category: 'configuration' },
  ],
  lookAlikes: [
    'the manifest is read',
    'dockerd: the Docker daemon is up',
    'WARNING: failed to configure registry cache importer: manifest unknown',
  ],
});
