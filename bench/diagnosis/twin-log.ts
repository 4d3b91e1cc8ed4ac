/**
 * The same log as another run on another machine would have printed it: other times in every common format, folders,
 * hosts, durations, processes, ports, ids, seeds and line numbers, lines of parallel work in another order, and progress
 * in between. Made by rules of its own, not by those of the fingerprint that it is there to measure. `seed` chooses the
 * run; the same text and seed give the same twin.
 */
export function twinLog(text: string, seed: number): string {
  const random = generator(seed);
  const run = makeRun(random);
  const changed = changes(random, run).reduce(
    (so, { pattern, by }) => so.replace(pattern, by),
    moveFolders(text, run),
  );
  return withProgress(reordered(changed.split('\n'), random), random).join('\n');
}

type Random = () => number;

interface Run {
  readonly start: number;
  readonly home: string;
  readonly host: string;
  readonly group: string;
}

interface Change {
  readonly pattern: RegExp;
  readonly by: (whole: string, ...groups: string[]) => string;
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function makeRun(random: Random): Run {
  return {
    start: Date.UTC(2024, 0, 1) + Math.floor(random() * 600) * 86_400_000 + Math.floor(random() * 86_400_000),
    home: pick(random, ['/home/gitlab-runner', '/root', '/var/lib/ci', '/home/worker']),
    host: `runner-${word(random, 8)}-project-${number(random, 100, 99_999)}-concurrent-${number(random, 0, 9)}`,
    group: word(random, 6),
  };
}

function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

function number(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function letters(random: Random, length: number, from: string): string {
  return Array.from({ length }, () => from.charAt(Math.floor(random() * from.length))).join('');
}

const word = (random: Random, length: number) => letters(random, length, 'abcdefghijkmnpqrstuvwxyz23456789');

/** Hexadecimal, with both letters and digits as any id of some length has them. */
function hex(random: Random, length: number): string {
  return length < 2
    ? letters(random, length, '0123456789abcdef')
    : `${letters(random, length - 2, '0123456789abcdef')}a7`;
}

const digits = (random: Random, like: string) =>
  like.replace(/\d/g, (digit, at: number) =>
    at === 0 && digit !== '0' ? letters(random, 1, '123456789') : letters(random, 1, '0123456789'),
  );

/** The checkout and the homes of the usual CI systems stand elsewhere, in a folder of the same name. */
function moveFolders(text: string, run: Run): string {
  return text
    .replaceAll(/\/(?:home|Users)\/travis\/build\/([\w.-]+)\//g, `/builds/${run.group}/`)
    .replaceAll(/\/(?:home|Users)\/runner\/work\/([\w.-]+)\//g, `/builds/${run.group}/`)
    .replaceAll(/(?:\/home\/travis|\/Users\/travis|\/home\/runner|\/Users\/runner)(?=\/|\b)/g, run.home);
}

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const days = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';

function changes(random: Random, run: Run): Change[] {
  let now = run.start;
  const moment = () => {
    now += Math.floor(random() * 40);
    return new Date(now);
  };
  const clock = () => moment().toISOString().slice(11, 19);
  const monthName = () => months.split('|')[moment().getUTCMonth()] ?? 'Jan';
  const dayName = () => days.split('|')[(moment().getUTCDay() + 6) % 7] ?? 'Mon';
  const two = (value: number) => String(value).padStart(2, '0');
  const took = (like: string) => digits(random, like);
  const shift = number(random, 1, 60);
  const temps = new Map<string, string>();
  const renamed = (name: string) => {
    const known = temps.get(name) ?? word(random, Math.max(4, Math.min(12, name.length)));
    temps.set(name, known);
    return known;
  };
  const hexes = new Map<string, string>();
  const otherHex = (old: string) => {
    const known = hexes.get(old) ?? hex(random, old.length);
    hexes.set(old, known);
    return /[A-F]/.test(old) ? known.toUpperCase() : known;
  };
  return [
    // 2024-01-31T12:00:00.123Z, 2024-01-31 12:00:00,123, 2024/01/31 12:00:00
    {
      pattern: /\b(?:19|20)\d\d([-/])[01]\d[-/][0-3]\d([T _])[0-2]\d:[0-5]\d:[0-5]\d([.,]\d+)?/g,
      by: (_whole, dash, middle, fraction) =>
        `${moment()
          .toISOString()
          .slice(0, 10)
          .replaceAll('-', dash)}${middle}${clock()}${typeof fraction === 'string' ? took(fraction) : ''}`,
    },
    // Thu Jan 31 12:00:00 UTC 2024
    {
      pattern: new RegExp(
        `\\b(?:${days}) (?:${months}) [ \\d]?\\d \\d\\d:\\d\\d:\\d\\d( \\w{3,4})? \\d{4}\\b`,
        'g',
      ),
      by: (_whole, zone) =>
        `${dayName()} ${monthName()} ${two(moment().getUTCDate())} ${clock()}${typeof zone === 'string' ? zone : ''} ${moment().getUTCFullYear()}`,
    },
    // Thu, 31 Jan 2024 12:00:00
    {
      pattern: new RegExp(`\\b(?:${days}), \\d{1,2} (?:${months}) \\d{4} \\d\\d:\\d\\d:\\d\\d`, 'g'),
      by: () =>
        `${dayName()}, ${moment().getUTCDate()} ${monthName()} ${moment().getUTCFullYear()} ${clock()}`,
    },
    // 31/Jan/2024:12:00:00
    {
      pattern: new RegExp(`\\b\\d{1,2}([/-])(?:${months})[/-]\\d{4}([: ])\\d\\d:\\d\\d:\\d\\d`, 'g'),
      by: (_whole, slash, middle) =>
        `${two(moment().getUTCDate())}${slash}${monthName()}${slash}${moment().getUTCFullYear()}${middle}${clock()}`,
    },
    // Jan 31 12:00:00, Jan 31, 2024 12:00:00 PM
    {
      pattern: new RegExp(`\\b(?:${months}) +\\d{1,2}(, \\d{4})? (\\d{1,2}):\\d\\d:\\d\\d`, 'g'),
      by: (_whole, year) =>
        `${monthName()} ${moment().getUTCDate()}${typeof year === 'string' ? `, ${moment().getUTCFullYear()}` : ''} ${clock()}`,
    },
    // 01/31/2024
    {
      pattern: /\b[01]?\d\/[0-3]?\d\/20\d\d\b/g,
      by: () => `${moment().getUTCMonth() + 1}/${moment().getUTCDate()}/${moment().getUTCFullYear()}`,
    },
    // [12:00:00] and 12:00:00.123
    { pattern: /(?<![\d:.])[0-2]\d:[0-5]\d:[0-5]\d(?=[\].,\s])/g, by: clock },
    // seconds and milliseconds since 1970
    {
      pattern: /(?<![\w.])1[5-7]\d{8}(\d{3})?(?![\w.])/g,
      by: (_whole, milli) => `${Math.floor(now / 1_000)}${typeof milli === 'string' ? took(milli) : ''}`,
    },
    // 1.23s, 12 ms, 0.4 sec, 3 seconds, 1m9.02s
    {
      pattern: /(?<![\w.$-])\d+(?:\.\d+)?(?=(?: ?(?:ms|secs?|seconds?|mins?|minutes?)|s)(?![\w-]))/g,
      by: took,
    },
    { pattern: /(?<![\w.])\d+m ?\d+(?:\.\d+)?s\b/g, by: (whole) => took(whole) },
    {
      pattern: /(Time elapsed: |Total time: +|Finished at: |real\t|user\t|sys\t)([\d.:hms ]+)/gi,
      by: (_whole, before, time) => `${before}${took(time)}`,
    },
    // temporary files
    {
      pattern: /(\/(?:private\/)?(?:tmp|var\/tmp|var\/folders)\/)([\w.+-]+)/g,
      by: (_whole, before, name) => `${before}${renamed(name)}`,
    },
    // processes and threads
    {
      pattern: /\b(pid|PID|process|thread|tid)([ =:#]+)\d+/g,
      by: (_whole, name, between) => `${name}${between}${number(random, 2, 32_000)}`,
    },
    {
      pattern: /^(\w[\w.-]*)\[\d{2,6}\](?=:)/gm,
      by: (_whole, name) => `${name}[${number(random, 100, 32_000)}]`,
    },
    // ports
    {
      pattern: /\b(localhost|127\.0\.0\.1|0\.0\.0\.0):[1-9]\d{3,4}\b/g,
      by: (_whole, host) => `${host}:${number(random, 20_000, 60_000)}`,
    },
    {
      pattern: /\b(port[ =:]+)[1-9]\d{3,4}\b/gi,
      by: (_whole, before) => `${before}${number(random, 20_000, 60_000)}`,
    },
    // ids, hashes, addresses
    {
      pattern: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi,
      by: (whole) =>
        whole
          .split('-')
          .map((part) => otherHex(part))
          .join('-'),
    },
    { pattern: /\b0x(?=[0-9a-f]*[a-f])([0-9a-f]{6,16})\b/gi, by: (_whole, id) => `0x${otherHex(id)}` },
    { pattern: /(?<=[\w.$]@)(?=[0-9a-f]*\d)[0-9a-f]{5,8}\b/g, by: (whole) => otherHex(whole) },
    {
      pattern:
        /(?<![\w.-])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d[0-9a-f]*\d)(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{12}|[0-9a-f]{8})(?![\w.-])/g,
      by: (whole) => otherHex(whole),
    },
    // seeds
    {
      pattern: /\b(seed[ =:"']+|--seed[ =])\d+/gi,
      by: (_whole, before) => `${before}${number(random, 1, 99_999)}`,
    },
    // hosts and containers
    { pattern: /\b(?:travis-job|runner|fv-az)-[\w-]{6,80}\b/g, by: () => run.host },
    // unrelated lines were added above
    {
      pattern:
        /(?<=[\w)]\.(?:java|kt|scala|groovy|js|jsx|mjs|ts|tsx|py|rb|go|rs|c|cc|cpp|h|hpp|cs|php|swift|m|ex|exs|hs|ps1|psm1):)(\d+)/g,
      by: (_whole, line) => String(Number(line) + shift),
    },
    {
      pattern: /(?<=(?:", line |\bon line |:line ))(\d+)/g,
      by: (_whole, line) => String(Number(line) + shift),
    },
    {
      pattern: /(?<=\.(?:java|kt|scala|ts|tsx|cs|vb|fs|cpp|h)[([]{1,2})(\d+)(?=,)/g,
      by: (_whole, line) => String(Number(line) + shift),
    },
  ];
}

const parallel =
  /^(?!not )(?:\S+ )?(?:ok \d|PASS |✓ |Downloading |Downloaded |Compiling |Fetching |Installing |Using |Get:\d|Hit:\d|\[INFO\] Running )/;

/** Neighbours that were printed by parallel work trade places now and then. */
function reordered(lines: readonly string[], random: Random): string[] {
  const result = [...lines];
  for (let at = 1; at < result.length; at += 1) {
    const above = result[at - 1] ?? '';
    const here = result[at] ?? '';
    if (!parallel.test(above) || !parallel.test(here) || random() < 0.5) continue;
    result[at - 1] = here;
    result[at] = above;
  }
  return result;
}

/** What a download or a poll says, at some of the places where the log pauses. */
function withProgress(lines: readonly string[], random: Random): string[] {
  return lines.flatMap((line) =>
    line.trim() === '' && random() < 0.01
      ? [line, `Downloading  ${number(random, 1, 99)}% [=====>     ] ${number(random, 1, 900)} kB/s`, '']
      : [line],
  );
}
