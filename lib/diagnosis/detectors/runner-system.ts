import { signatureDetector } from '../causes/signature-detector';

/** What the runner itself says when it, and not the script, has failed: its machine, images, artifacts, caches and services. */
export const runnerSystem = signatureDetector({
  id: 'runner-system',
  tool: 'gitlab-runner',
  keywords: [
    ...[
      'ERROR: Job failed',
      'ERROR: Preparation failed',
      'no artifacts',
      'ERROR: Uploading artifacts',
      'ERROR: Downloading artifacts',
      'FATAL: ',
      'ERROR: Cleaning up',
      'Service "',
      "probably didn't start properly",
      'WARNING: Failed to pull image',
      'artifacts missing',
      'too large',
      'Waiting for pod',
      'CI_JOB_TOKEN',
      'job token',
    ],
  ],
  signatures: [
    {
      pattern:
        /^ERROR: (?:Job failed: )?(?:prepare environment: .{0,200}|failed to pull image "([^"]{1,300})".{0,400}|.{0,60}(?:image pull failed|Back-off pulling image).{0,300})$/,
      category: 'configuration',
      weight: 0.9,
      summary: (match) =>
        match[1] === undefined
          ? `The runner could not get the job's image: ${match[0].replace('ERROR: Job failed: ', '')}`
          : `The runner could not pull the image ${match[1]}`,
      reason: 'The runner names the image',
      nextStep:
        'Correct the name or tag of the image, or give the job access to its registry (DOCKER_AUTH_CONFIG).',
      rejects: (view, index) =>
        /prepare environment/.test(view.text(index)) ||
        /toomanyrequests|i\/o timeout|connection re|TLS|no such host|50[0234] |deadline/.test(
          view.text(index),
        ),
    },
    {
      pattern:
        /^ERROR: Job failed(?: \(system failure\))?: prepare environment: .{0,100}pulling image "([^"]{1,300})": (.{1,300}?)(?:\. Check https.{0,200})?$/,
      category: 'configuration',
      weight: 0.97,
      summary: (match) => `The runner could not pull the image ${match[1]}: ${match[2]}`,
      reason: 'The runner names the image',
      nextStep:
        'Correct the name or tag of the image, or give the job access to its registry (DOCKER_AUTH_CONFIG).',
      endsJob: true,
    },
    {
      pattern: /^ERROR: Job failed: (prepare environment: .{1,400}?)(?:\. Check https.{0,200})?$/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `The runner could not prepare the job: ${match[1]}`,
      reason: 'The runner says what it could not prepare',
      endsJob: true,
      rejects: (view, index) => view.text(index).includes('pulling image'),
    },
    {
      pattern:
        /^ERROR: Job failed \(system failure\): (.{1,500}?)(?:\. Check https:\/\/docs\.gitlab.{0,200})?$/,
      category: 'infrastructure',
      weight: 0.95,
      summary: (match) => `The runner failed, not the script: ${match[1]}`,
      reason: 'The runner says that it failed itself',
      endsJob: true,
      rejects: (view, index) => view.text(index).includes('pulling image'),
    },
    {
      pattern: /^ERROR: Preparation failed: (.{1,500})$/,
      category: 'infrastructure',
      weight: 0.9,
      summary: (match) => `The runner could not prepare the job: ${match[1]}`,
      reason: 'The runner says what it could not prepare',
    },
    {
      pattern: /^ERROR: Job failed: execution took longer than ([\dhms.]{1,60}) seconds$/,
      category: 'timeout',
      verdict: 'unknown',
      verdictReason: 'Whether the code hangs or the machine was slow, the log alone does not say.',
      weight: 0.97,
      summary: (match) => `The job was stopped at its time limit (${match[1]})`,
      reason: 'The runner says that the time was up',
      nextStep:
        'Retry the job once. If it is stopped again, see what the last command waits for, or raise the timeout.',
      endsJob: true,
    },
    {
      pattern:
        /^ERROR: (?:Uploading artifacts .{0,200}(?:413 |too large).{0,200}|.{0,100}artifacts.{0,60}(?:too large|413 Request Entity).{0,200})$/i,
      category: 'configuration',
      weight: 0.93,
      summary: () => 'The artifacts are larger than the server takes',
      reason: 'The runner says that the artifacts are too large',
      nextStep:
        'Keep fewer files in `artifacts:paths`, or raise the limit for artifacts of the project or instance.',
    },
    {
      pattern:
        /^ERROR: (?:Uploading|Downloading) artifacts .{0,200}(?:40[13] |forbidden|Unauthorized|not found).{0,200}$/i,
      category: 'permission',
      weight: 0.88,
      summary: (match) => `The runner may not move the artifacts: ${match[0].replace('ERROR: ', '')}`,
      reason: 'The server refuses the artifacts',
      nextStep:
        'See whether the artifacts still exist (they may have expired) and whether the job may read them.',
    },
    {
      pattern:
        /^(?:ERROR|FATAL): .{0,60}(?:Uploading|Downloading) artifacts .{0,200}(?:50[0234] |timeout|connection|EOF|i\/o).{0,200}$|^FATAL: (?:invalid argument|permission denied|.{0,100}write: no space left.{0,100})$/i,
      category: 'infrastructure',
      weight: 0.86,
      summary: (match) =>
        `The runner could not move the artifacts: ${match[0].replace(/^(?:ERROR|FATAL): /, '')}`,
      reason: 'The runner says what it could not move',
    },
    {
      pattern: /^\*{3} WARNING: Service (\S{1,200}) probably didn't start properly\.?$/,
      category: 'infrastructure',
      verdict: 'configuration',
      weight: 0.5,
      summary: (match) => `The service ${match[1]} did not start`,
      reason: 'The runner names the service',
      nextStep: "Read the service's own log below the line; its variables are the usual cause.",
      linesAfter: 8,
    },
    {
      pattern:
        /(?:This (?:project|group) does not allow (?:CI_JOB_TOKEN|job token).{0,200}|.{0,100}(?:CI_JOB_TOKEN|job token).{0,60}(?:not (?:allowed|authorized|in the allowlist)|insufficient|denied).{0,200})/i,
      category: 'permission',
      weight: 0.88,
      summary: (match) => `The job's token may not do this: ${match[0].trim()}`,
      reason: 'The server refuses the token of the job',
      nextStep:
        "Add this project to the other project's job token allowlist (Settings, CI/CD, Job token permissions).",
    },
  ],
  examples: [
    {
      log: 'ERROR: Job failed (system failure): prepare environment: exit status 1',
      category: 'infrastructure',
    },
    { log: 'ERROR: Job failed: execution took longer than 1h0m0s seconds', category: 'timeout' },
    {
      log: '$ ./till\ncounting coins\nERROR: Job failed: execution took longer than 1h0m0s seconds',
      category: 'timeout',
    },
    {
      log: '$ ./till\nok 1 - adds\nERROR: Job failed (system failure): pods "runner-till-0" not found',
      category: 'infrastructure',
    },
    {
      log: 'ERROR: Job failed: prepare environment: waiting for pod running: pulling image "shop/till:9": image pull failed: Back-off pulling image "shop/till:9". Check https://docs.gitlab.com/runner/shells/index/#shell-profile-loading for more information',
      category: 'configuration',
    },
    {
      log: 'ERROR: Job failed: failed to pull image "shop/till:9" with specified policies [always]: not found (manager.go:250:1s)',
      category: 'configuration',
    },
    {
      log: 'ERROR: Uploading artifacts as "archive" to coordinator... 413 Request Entity Too Large  id=1 responseStatus=413',
      category: 'configuration',
    },
    {
      log: 'ERROR: Downloading artifacts from coordinator... not found  id=1 responseStatus=404 Not Found',
      category: 'permission',
    },
    { log: "*** WARNING: Service postgres:16 probably didn't start properly.", category: 'infrastructure' },
  ],
  lookAlikes: [
    'ERROR: Job failed: exit code 1',
    'Uploading artifacts as "archive" to coordinator... 201 Created',
    'FATAL: the till burned down',
  ],
});
