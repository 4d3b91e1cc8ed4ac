import { signatureDetector } from '../causes/signature-detector';

const retry = 'Retry the job; if it fails again, see whether the named host can be reached from the runner.';

/** Hosts that could not be reached, and servers that answered with an error of their own. */
export const network = signatureDetector({
  id: 'network',
  tool: 'network',
  keywords: [
    'ould not resolve',
    'onnection refused',
    'onnection reset',
    'onnection timed out',
    'imed out',
    'ETIMEDOUT',
    'ECONNRESET',
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'emporary failure in name resolution',
    'etwork is unreachable',
    'TLS handshake',
    'SSL',
    '502 Bad Gateway',
    '503 Service',
    '504 Gateway',
    'ould not transfer',
    'no such host',
    'i/o timeout',
    'name resolution',
    'unexpected disconnect',
    'early EOF',
    'Failed to fetch',
    'returned error: 5',
    'Unable to connect',
    'egistry returned',
    'Hash Sum mismatch',
    'Clearsigned',
  ],
  signatures: [
    {
      pattern:
        /(?:[Cc]ould not resolve host:? ?\S{0,200}|[Cc]ould not resolve hostname \S{1,200}|[Tt]emporary failure (?:in name resolution|resolving '[^']{1,200}')|getaddrinfo (?:ENOTFOUND|EAI_AGAIN) \S{1,200}|dial tcp:? (?:lookup )?.{1,200}: (?:no such host|i\/o timeout|connection refused|connect: connection refused)|Name or service not known)/,
      category: 'infrastructure',
      weight: 0.8,
      summary: (match) => `A host could not be reached: ${match[0]}`,
      reason: 'The network did not answer',
      nextStep: retry,
    },
    {
      pattern:
        /(?:connect (?:ECONNREFUSED|ETIMEDOUT) \S{1,200}|read ECONNRESET|socket hang up|Connection (?:refused|reset by peer|timed out)\b.{0,100}|Network is unreachable|TLS handshake timeout|net\/http: request canceled|Operation timed out|SSL_ERROR_SYSCALL.{0,100}|SSL: no alternative certificate|Read timed out\b.{0,60}|Unable to connect to \S{1,200})/,
      category: 'infrastructure',
      weight: 0.66,
      summary: (match) => `A connection failed: ${match[0]}`,
      reason: 'The network did not answer',
      nextStep: retry,
    },
    {
      pattern:
        /(?:The requested URL returned error: (?:429|5\d\d).{0,60}|\b50[234] (?:Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out)|received unexpected HTTP status: 5\d\d.{0,60}|RPC failed; .{1,200}|the remote end hung up unexpectedly|fetch-pack: unexpected disconnect.{0,60})/,
      category: 'infrastructure',
      weight: 0.75,
      summary: (match) => `A server answered with an error of its own: ${match[0]}`,
      reason: 'The server failed',
      nextStep: retry,
    },
    {
      pattern:
        /^(?:E|W): (?:Failed to fetch \S{1,300}.{0,200}|Some index files failed to download.{0,200}|The repository '.{1,200}' (?:does not have a Release file|is not signed).{0,60})$/,
      category: 'infrastructure',
      weight: 0.75,
      summary: (match) => `The package mirror of the system could not be read: ${match[0]}`,
      reason: 'apt says what it could not fetch',
      nextStep: retry,
    },
  ],
  examples: [
    {
      log: "fatal: unable to access 'https://git.example/till.git/': Could not resolve host: git.example",
      category: 'infrastructure',
    },
    {
      log: 'curl: (22) The requested URL returned error: 503 Service Unavailable',
      category: 'infrastructure',
    },
    { log: 'Error: connect ECONNREFUSED 127.0.0.1:5432', category: 'infrastructure' },
  ],
  lookAlikes: ['all tests of the timed out page passed', 'SSL is on'],
});
