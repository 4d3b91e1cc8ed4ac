import { signatureDetector } from '../causes/signature-detector';
import type { LogView } from '../view/log-view';

const place = 'See whether the address is right and whether what it names still exists.';
const retry = 'Retry the job; if it fails again, see whether the named host can be reached from the runner.';

/** curl(1) and wget(1) where they say why a download failed. What they print of attempts that were repeated is not read. */
export const download = signatureDetector({
  id: 'download',
  tool: 'curl',
  keywords: ['curl: (', 'ERROR 4', 'ERROR 5', 'wget: '],
  signatures: [
    {
      pattern: /^(?:#\d{1,5} [\d.]{1,9} )?curl: \((?:5|6|7|18|28|35|52|55|56|92)\) (.{1,300})$/,
      category: 'infrastructure',
      weight: 0.84,
      summary: (match) => `curl cannot download: ${match[1]}`,
      rejects: isSurvived,
      reason: 'curl says why it could not download',
      nextStep: retry,
    },
    {
      pattern:
        /^(?:#\d{1,5} [\d.]{1,9} )?curl: \(22\) (The requested URL returned error: (?:404|410)\b.{0,100})$/,
      category: 'configuration',
      weight: 0.88,
      summary: (match) => `curl cannot download: ${match[1]}`,
      rejects: isSurvived,
      reason: 'curl says what the server answered',
      nextStep: place,
    },
    {
      pattern:
        /^(?:#\d{1,5} [\d.]{1,9} )?curl: \(22\) (The requested URL returned error: (?:401|403|407)\b.{0,100})$/,
      category: 'permission',
      weight: 0.88,
      summary: (match) => `The server refuses the request of curl: ${match[1]}`,
      rejects: isSurvived,
      reason: 'curl says what the server answered',
      nextStep: 'Check the token or password that the command sends, and what it may do.',
    },
    {
      pattern: /^(?:#\d{1,5} [\d.]{1,9} )?curl: \(((?:1|2|3|26|37|67|77|78))\) (.{1,300})$/,
      category: 'configuration',
      weight: 0.84,
      summary: (match) => `curl cannot do what the job asks: ${match[2]}`,
      rejects: isSurvived,
      reason: 'curl says what is wrong',
      nextStep: 'Correct the command or the variable that it takes its address from.',
    },
    {
      tool: 'wget',
      pattern:
        /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d |wget: server returned error: HTTP\/[\d.]{1,3} |HTTP )?ERROR (4\d\d): (.{1,100})$/,
      category: 'configuration',
      weight: 0.7,
      summary: (match) => `wget cannot download: the server answered ${match[1]} ${match[2]}`,
      rejects: isSurvived,
      reason: 'wget says what the server answered',
      nextStep: place,
    },
    {
      tool: 'wget',
      pattern:
        /^wget: (unable to resolve host address .{1,200}|bad address .{1,200}|can't connect to remote host.{0,200}|server returned error: HTTP\/[\d.]{1,3} 5\d\d .{0,100}|download timed out)$/,
      category: 'infrastructure',
      weight: 0.84,
      summary: (match) => `wget cannot download: ${match[1]}`,
      rejects: isSurvived,
      reason: 'wget says why it could not download',
      nextStep: retry,
    },
    {
      tool: 'wget',
      pattern: /^wget: (server returned error: HTTP\/[\d.]{1,3} 4\d\d .{0,100})$/,
      category: 'configuration',
      weight: 0.86,
      summary: (match) => `wget cannot download: ${match[1]}`,
      rejects: isSurvived,
      reason: 'wget says what the server answered',
      nextStep: place,
    },
  ],
  examples: [
    {
      log: "curl: (7) Failed to connect to till.example port 443 after 9 ms: Couldn't connect to server",
      category: 'infrastructure',
    },
    { log: 'curl: (22) The requested URL returned error: 404', category: 'configuration' },
    { log: 'curl: (22) The requested URL returned error: 401 Unauthorized', category: 'permission' },
    { log: 'curl: (3) URL using bad/illegal format or missing URL', category: 'configuration' },
    { log: '2026-01-31 12:00:00 ERROR 404: Not Found.', category: 'configuration' },
    { log: "wget: unable to resolve host address 'till.example'", category: 'infrastructure' },
  ],
  lookAlikes: [
    'the manual says curl: (7) means that nobody listens',
    'ERROR 404: the till is closed today and tomorrow, and there is no coin in it at all, as everybody who looks will see: nothing at all',
  ],
});

/** Scripts try addresses in turn: only what stands near the end of a command that failed has ended it. */
function isSurvived(view: LogView, index: number): boolean {
  const { failures, failing } = view.script;
  const parts = failures.length > 0 ? failures : [failing];
  return !parts.some(({ from, to }) => index >= from && index <= to && to - index <= 30);
}
