import { signatureDetector } from '../causes/signature-detector';

/** Something that the job was not allowed to do: files, registries, hosts. */
export const permission = signatureDetector({
  id: 'permission',
  tool: 'shell',
  keywords: [
    'ermission denied',
    'EACCES',
    'Operation not permitted',
    'Read-only file system',
    'Access denied',
    'access denied',
    'AccessDenied',
    '403 Forbidden',
    '401 Unauthorized',
    'HTTP Basic: Access',
    'uthentication failed',
    'nauthorized',
    'not authorized',
    'denied: ',
  ],
  signatures: [
    {
      pattern: /^(?:.{0,200}?: )?(?:line \d{1,6}: |\d{1,6}: )?([^\s:]{1,300}): [Pp]ermission denied$/,
      category: 'permission',
      weight: 0.78,
      summary: (match) => `The job may not run or open ${match[1]}`,
      reason: 'The system says what was refused',
      nextStep: 'Make the file executable (`git update-index --chmod=+x`), or correct its owner.',
      verdict: 'configuration',
    },
    {
      pattern:
        /^\w{1,20}: cannot [a-z ]{2,60} ['‘`"]([^'’`"]{1,300})['’`"]: (?:Permission denied|Operation not permitted|Read-only file system)$/,
      category: 'permission',
      weight: 0.74,
      summary: (match) => `The job may not write or open ${match[1]}`,
      reason: 'The system says what was refused',
      verdict: 'configuration',
    },
    {
      pattern: /\bEACCES: permission denied, (\w{1,20}) '([^']{1,300})'/,
      category: 'permission',
      weight: 0.75,
      summary: (match) => `The job may not ${match[1]} ${match[2]}`,
      reason: 'The system says what was refused',
    },
    {
      pattern:
        /(?:remote: HTTP Basic: Access denied|fatal: Authentication failed for|remote: You are not allowed|The requested URL returned error: 40[13]|Permission denied \(publickey)/,
      category: 'permission',
      weight: 0.85,
      summary: (match) => `Git was refused access: ${match[0]}`,
      reason: 'Git says that access was refused',
      nextStep:
        "Check the token or key that the job uses for that repository; a job token needs the other project's permission.",
    },
    {
      pattern:
        /\b(?:denied: (?:requested access to the resource is denied|access forbidden)|unauthorized: (?:authentication required|HTTP Basic: Access denied|incorrect username or password).{0,100}|no basic auth credentials)/,
      category: 'permission',
      weight: 0.85,
      summary: (match) => `The container registry refuses the job: ${match[0]}`,
      reason: 'The registry says that access was refused',
      nextStep: 'Check the credentials that the job logs in to the registry with.',
    },
    {
      pattern:
        /\b(?:40[13] (?:Forbidden|Unauthorized)|AccessDenied(?:Exception)?\b\)? ?.{0,200}|is not authorized to perform: \S{1,100})/,
      category: 'permission',
      weight: 0.55,
      summary: (match) =>
        `A service refuses the job: ${match[0].replace(/^AccessDenied(?:Exception)?\)/, 'access denied')}`,
      reason: 'A service says that access was refused',
    },
  ],
  examples: [
    { log: 'mkdir: cannot create directory ‘/till’: Permission denied', category: 'permission' },
    { log: '/bin/bash: line 12: ./till.sh: Permission denied', category: 'permission' },
    {
      log: 'remote: HTTP Basic: Access denied. The provided password or token is incorrect',
      category: 'permission',
    },
    { log: 'denied: requested access to the resource is denied', category: 'permission' },
  ],
  lookAlikes: ['test "permission denied is shown" passed', 'the claim was denied: no'],
});
