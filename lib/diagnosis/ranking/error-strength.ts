import { KeywordIndex } from '@/lib/log/keyword-index';

// A line without any of these says nothing of an error; one look spares the others.
const telling = new KeywordIndex(
  [
    'err',
    'fail',
    'fatal',
    'panic',
    'abort',
    'exception',
    'trace',
    'unhandled',
    'uncaught',
    'kill',
    'sanitizer',
    'terminate',
    'assert',
    'caused',
    'segm',
    'core dump',
    'could',
    'cannot',
    "can't",
    'unable',
    'does not',
    "doesn't",
    'not ',
    'exceed',
    'missing',
    'invalid',
    'unexpected',
    'denied',
    'refused',
    'undefined',
    'no such',
    'must',
    'should',
    'please',
    'expected',
    'instead',
    'time',
    '✖',
    '✗',
    '✘',
    '×',
    '** (',
    '[-]',
    '[!!]',
    'incorrect',
    'illegal',
    'conflict',
    'unknown',
    'unresolved',
    'broken',
    'bad ',
    'wrong',
    'mismatch',
    'violat',
    'differ',
    'actual',
    'throw',
  ],
  { foldCase: true },
);
const tellingShape = /^\s{0,40}E\s|\bgot\b/i;
// Lines that only say that something else has failed, or that nothing did.
const echo =
  /^npm (?:ERR!|error)|^\[error\]\s+at |^g?make(?:\[\d{1,3}\])?: (?:\*\*\* \[|\w+ing directory)|recipe for target .{1,200} failed|^ERROR: Job failed|exited with(?: code| status)? \d|^error Command failed|^Cleaning up|ELIFECYCLE|Process completed with|exit status \d{1,3}$|\b(?:0|no) (?:\w{1,12} )?(?:errors?|failures?|failed|problems?|warnings? and 0 errors?)\b|\b(?:failed|failures?|errors?): ?0\b|^\s*at \S{1,300} \(|continuing|\bignor(?:ed|ing)\b|deprecat|^\s*(?:ok|✓|✔|√|PASS(?:ED)?|--- (?:PASS|SKIP)|SKIP(?:PED)?|\[\+\])[\s:]|[\s.](?:OK|ok|PASS(?:ED)?|passed|SKIP(?:PED)?)(?:\s\([^()]{1,40}\))?\s*$|^Pending: |^\s*inflating:|^\s*\[?[\d /]{0,12}\]?\s*(?:Compiling|Building|Installing|Downloading|Downloaded|Generating|Checking|Unpacking|Selecting|Setting up|Preparing to|Fetching|Updating|Linking|CC|CXX|LD|GEN|AR)\b(?! failed)|^\s*(?:Get|Hit|Fetched|Ign):|^\$ |^\+{1,4} |^\s*(?:tests?|specs?|assertions?)? ?(?:passed|pass)\b/i;
// What tools say after every failure.
const boilerplate =
  /^\[ERROR\]\s{1,4}(?:mvn <args>|urls\[\d|realm =|strategy =|import from|Number of (?:foreign|parent))|Re-run Maven using|To see the full stack trace|For more information about the errors|After correcting the problems|^\[ERROR\] (?:\[Help \d|-> \[Help|Please refer to)|^\[ERROR\]\s*$|Run with --(?:stacktrace|info|scan)|Get more help at|A complete log of this run|For more information about this error, try|To learn more, run the command again|Retry this build|^note: (?:run with|This error originates)|^##\[error\]Process completed|^Done\. Your build exited|The build has been terminated|You are using pip version/i;
/** Lines with which a tool stops because another has failed: the words above are the other's. */
const stopMark =
  /^\s*(?:error Command failed with|npm (?:ERR!|error) |g?make(?:\[\d{1,3}\])?: \*\*\* \[|rake aborted!|\^-{2,9} |\s?ELIFECYCLE|Command failed with status|Error: Process completed with exit code|Error: The process |husky - |lerna ERR! |error: script "|(?:\/usr\/bin\/)?(?:ba)?sh: exit |Exited with code |\*{3} ?(?:FAILED|ABORTED)|Command exited with|Warning: Task ".{1,80}" failed|Aborted due to warnings|\[\d\d:\d\d:\d\d\] '.{1,80}' errored after|ERROR: InvocationError|ERROR: ".{1,80}" exited with|error: [Rr]ecipe .{1,200} failed|task: Failed to run task|ninja: build stopped|The command '.{1,300}' returned a non-zero code|ERROR: Service '.{1,80}' failed to build|Tasks: TOP =>|error Command ".{1,80}" exited)/;
/** Lines that count or conclude: they say that there is a cause, not which. */
const conclusion =
  /^\W{0,60}(?:(?:the )?(?:build|tests?|specs?|compilation|check|job|command|task|run|lint(?:ing)?|R CMD check|test suite|test run)\b[\w ':.-]{0,60} (?:has |have |was |were )?(?:failed|aborted|FAILED|unsuccessful)\b|FAIL(?:ED)?|FAILURE|FAILURES!?|ERRORS?|failures?:?|failed tests?:?|errors?:?|Failing tests:?|One or more .{1,60} failed|failed \d{1,7} and passed \d{1,7}\b.{0,60}|Some .{1,60} failed)(?:\s+in [\d.ms :h]{1,20})?\W{0,60}$|\b\d{1,7} (?:of|out of|\/) ?\d{1,7}\b.{0,60}\bfail|\b\d{1,7}\s(?:tests? |specs? |examples?, |unexpected )?(?:failed|failures?|failing|errors?|errored|problems?)\b(?!:)|\b(?:failed|failures?|errors?)\s{0,10}[:=]\s{0,10}[1-9]\d{0,6}\b|^error: (?:aborting due to|could not compile)|\bCould not compile `|^error: build failed|^\[error\] \(.{1,100}\) Compilation failed$|FAILURE: Build failed|What went wrong|^\s*Tests? (?:run|Suites?):|^FAIL\s+\S+\s+[\d.]{1,12}s$|^\s*ALL\s|aborting due to|^failed \d{1,7} and passed|^Result: FAIL|One or more errors occurred|^An error occurred when executing task|\bnon-zero exit (?:code|status)|^error: test failed, to rerun|\*\* \w{1,20} FAILED \*\*|There (?:are|were) test failures|There were failing tests|org\.gradle\.(?:api|internal)\.\S{1,120}Exception|^Execution failed for task|Failed to execute goal \S{1,200}:(?:test|integration-test|verify)\b|^The following \w{1,20} ?\w{0,20} failed|^> Task \S{1,200} FAILED|^SimpleCov failed|^There (?:was|were) \d{1,6} |^Test suite .{1,80}: FAIL|^Failing (?:due to|examples|tests)\b|^Failed examples/i;
const loud =
  /^\s*(?:\[?(?:error|fatal|critical|severe)\]?\b\s?[:!\]]|(?:error|fatal|panic|failure|fail(?:ed)?|abort(?:ed)?|exception)\b\s?[:!(]|\*\* \(|✖|✗|✘|×|\[-\]|\[!!\]|not ok |E\s{2,}\S|Traceback \(most recent|Uncaught |Unhandled |rake aborted|Killed\b|BUILD FAILED|--- FAIL)|\b(?:[A-Z][A-Za-z]{2,60}(?:Error|Exception))\b(?::|$)|segmentation fault|core dumped|AddressSanitizer|LeakSanitizer|terminate called|assertion .{0,100}failed|Error (?:response|Report)|Caused by:|[:)\]] (?:fatal )?error(?: ?\[?[A-Z]{0,6}\d{1,6}\]?)?:/i;
const shouted =
  /\[FAIL(?:ED|URE)?\]|\bpanicked at |^Exception in thread|^\s*(?:\*{2,3} )?FAIL(?:ED|URE)?\b|\bFAIL(?:ED|URE)?(?:!|\s*$|\s\()|\bERROR(?:!|\s*$)/;
const spoken =
  /^\s*(?:expected|actual|got|want)\b\s?[:=]|\berror\b\s?(?:\[[\w-]{1,30}\])?:|\b(?:fail(?:ed|ure|ing|s)?|fatal|FAIL(?:ED|URE)?)\b|\b(?:could not|cannot|can't|couldn't|unable to)\b|\berror(?:s)?\b|does not (?:exist|match)|not (?:allowed|permitted|formatted)|exceeded|\bmismatch|\btimed out\b/i;
const weak =
  /\b(?:not found|missing|invalid|unexpected|denied|refused|undefined|no such|must|should(?:n't| not)?|please|expected|instead of|timeout|timed out|incorrect|illegal|conflicts?|unknown|unresolved|broken|bad|wrong|violat(?:es|ion)|differs?)\b/i;
const warning = /^\W{0,4}(?:warn(?:ing)?|note|info|debug|hint)\b|\bwarning:|DeprecationWarning/i;
/** What a program logs below the level of an error. */
const chatter = /^.{0,60}[\s[](?:DEBUG|INFO|TRACE|VERBOSE)[\s\]:]/;
const place = /(?:^|[\s("'`])[^\s:()"'`]{1,200}\.\w{1,10}(?::|\(|", line |' line | line )\d{1,7}/;

export type Strength = -1 | 0 | 1 | 2 | 3;

/** How much a line speaks of an error: 3 loudly, 2 plainly, 1 faintly, 0 not at all, -1 as an echo of another. */
export function errorStrength(text: string): Strength {
  if (text === '') return 0;
  const line = text.length > 400 ? text.slice(0, 400) : text;
  if (!telling.hits(line) && !tellingShape.test(line)) return 0;
  if (echo.test(line) || boilerplate.test(line) || stopMark.test(line)) return -1;
  const isQuiet = warning.test(line) || chatter.test(line);
  if (loud.test(line) || shouted.test(line)) return isQuiet ? 1 : 3;
  const words = withoutPaths(line);
  if (spoken.test(words)) return isQuiet ? 1 : 2;
  return weak.test(words) && !isQuiet ? 1 : 0;
}

/** True for lines that only count or conclude, such as `2 failed, 12 passed`. */
export function isConclusion(text: string): boolean {
  return conclusion.test(text.length > 300 ? text.slice(0, 300) : text);
}

/** True for headings below which failures are told, such as `There was 1 failure:`. */
export function isHeading(text: string): boolean {
  return (
    text.length <= 120 &&
    /(?:fail|error)/i.test(text) &&
    /(?::|failures?!?|FAILED|\s={3,})\s*$/i.test(text) &&
    isConclusion(text)
  );
}

/** True for lines with which a tool stops because another has failed, such as `error Command failed with exit code 1.` */
export function isStopMark(text: string): boolean {
  return stopMark.test(text.length > 300 ? text.slice(0, 300) : text);
}

/** True where a line names a file and a line of it. */
export function namesPlace(text: string): boolean {
  return place.test(text.length > 300 ? text.slice(0, 300) : text);
}

/** Paths, addresses and qualified names are full of words that mean nothing there. */
function withoutPaths(line: string): string {
  return line
    .split(' ')
    .filter((word) => !/[/\\|#{}]|^\[?-|\w\.[A-Za-z]/.test(word))
    .join(' ');
}
