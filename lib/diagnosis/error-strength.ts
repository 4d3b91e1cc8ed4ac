// Lines that only say that something else has failed, or that nothing did.
const echo =
  /^npm (?:ERR!|error)|^\[error\]\s+at |^make(?:\[\d{1,3}\])?: (?:\*\*\*|\w+ing directory)|^ERROR: Job failed|exited with(?: code| status)? \d|^error Command failed|^Cleaning up|ELIFECYCLE|Process completed with|exit status \d{1,3}$|\b(?:0|no) (?:errors?|failures?|failed)\b|\bfailed: ?0\b|^\s*at \S{1,300} \(|continuing|\bignor(?:ed|ing)\b|deprecat|^\s*(?:ok|✓|✔|√|PASS|\[\+\])\s|^\s*inflating:|^\s*Compiling |^\s*(?:Get|Hit|Fetched):/i;
const loud =
  /^\s*(?:\[?(?:error|fatal|critical|severe)\]?\b\s?[:!\]]|(?:error|fatal|panic|failure|fail(?:ed)?|abort(?:ed)?|exception)\b\s?[:!(]|\*\* \(|✖|✗|✘|×|\[-\]|\[!!\]|not ok |E\s{2,}\S|Traceback \(most recent|Uncaught |Unhandled |rake aborted|Killed\b|BUILD FAILED|FAIL(?:ED|URE)?\b)|\b(?:[A-Z][A-Za-z]{2,60}(?:Error|Exception))\b(?::|$)|segmentation fault|core dumped|AddressSanitizer|LeakSanitizer|terminate called|assertion .{0,100}failed|Error (?:response|Report)|Caused by:/i;
const spoken =
  /\berror\b\s?(?:\[[\w-]{1,30}\])?:|\b(?:fail(?:ed|ure|ing|s)?|fatal|FAIL(?:ED|URE)?)\b|\b(?:could not|cannot|can't|couldn't|unable to)\b|\berror(?:s)?\b|does not (?:exist|match)|not (?:allowed|permitted|formatted)|exceeded/i;
const weak =
  /\b(?:not found|missing|invalid|unexpected|denied|refused|undefined|no such|must|should(?:n't| not)?|please|expected|instead of|timeout|timed out)\b/i;

/** How much a line speaks of an error: 3 loudly, 2 plainly, 1 faintly, 0 not at all, -1 as an echo of another. */
export function errorStrength(text: string): -1 | 0 | 1 | 2 | 3 {
  if (text === '') return 0;
  const line = text.length > 600 ? text.slice(0, 600) : text;
  if (echo.test(line)) return -1;
  if (loud.test(line)) return 3;
  if (spoken.test(line)) return /^\s*(?:\[?warn|warning)/i.test(line) ? 1 : 2;
  return weak.test(line) ? 1 : 0;
}
