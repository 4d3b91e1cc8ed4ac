const esc = '\u001b';

/** Numbers that are the same in every run: a linear congruential generator. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

type Below = (below: number) => number;

const parts = [
  'till',
  'money',
  'coins',
  'drawer',
  'receipt',
  'discount',
  'basket',
  'price',
  'rounding',
  'vat',
];
const part = (below: Below) => parts[below(parts.length)] ?? 'till';
const colour = (code: string, text: string) => `${esc}[${code}m${text}${esc}[0m`;

/** What the tools of a job print, a few lines at a time. */
const speakers: readonly ((below: Below) => string)[] = [
  (n) =>
    `npm ${colour('30;43', 'warn')} ${colour('35', 'deprecated')} @shop/${part(n)}@${n(9)}.${n(30)}.${n(9)}: use @shop/${part(n)} from the till's own registry instead`,
  (n) => `added ${n(2_000)} packages, and audited ${n(3_000)} packages in ${n(90)}s`,
  (n) =>
    `[${colour('1;34', 'INFO')}] Downloaded from central: https://repo.example.test/maven2/com/shop/${part(n)}/${n(9)}.${n(20)}/${part(n)}-${n(9)}.${n(20)}.jar (${n(900)} kB at ${n(9)}.${n(9)} MB/s)`,
  (n) =>
    `[${colour('1;34', 'INFO')}] Tests run: ${n(60)}, Failures: 0, Errors: 0, Skipped: ${n(3)}, Time elapsed: 0.${n(900)} s -- in com.shop.${part(n)}.${part(n)}Test`,
  (n) => `[${n(100)}%] ${colour('32', `Building CXX object src/CMakeFiles/${part(n)}.dir/${part(n)}.cpp.o`)}`,
  (n) =>
    `${colour('1', `src/${part(n)}/${part(n)}.c:${n(900)}:${n(80)}:`)} ${colour('1;35', 'warning:')} unused variable ‘${part(n)}_${n(50)}’ [${colour('1;35', '-Wunused-variable')}]`,
  (n) =>
    `   ${n(900)} |   int ${part(n)}_total = add_${part(n)}(${n(90)}, ${n(90)}); /* the ${part(n)} of the till */`,
  (n) =>
    ` ${colour('32', '✓')} packages/${part(n)}/src/${part(n)}.test.ts ${colour('2', `(${n(90)} tests)`)} ${colour('33', `${n(900)}ms`)}`,
  (n) =>
    `  ${colour('32', '✓')} ${colour('2', `adds the ${part(n)} to the ${part(n)} of customer ${n(9_000)}`)}`,
  (n) =>
    `tests/test_${part(n)}.py::test_${part(n)}_${n(90)} ${colour('32', 'PASSED')} ${' '.repeat(n(30))}[ ${n(100)}%]`,
  (n) =>
    `${n(24)}:${n(60)}:${n(60)}.${n(999)} [main] DEBUG com.shop.${part(n)}.${part(n)}Service - loaded ${n(900)} rows of ${part(n)} in ${n(90)} ms, ${n(900)} of them kept`,
  (n) => `        at com.shop.${part(n)}.${part(n)}Service.add(${part(n)}Service.java:${n(900)})`,
  (n) => `Collecting shop-${part(n)}==${n(9)}.${n(9)} (from -r requirements.txt (line ${n(90)}))`,
  (n) =>
    `   ${colour('1;32', 'Compiling')} ${part(n)} v0.${n(90)}.${n(9)} (/builds/shop/till/crates/${part(n)})`,
  (n) => `ok  \tshop.example/till/${part(n)}\t${n(9)}.${n(900)}s\tcoverage: ${n(100)}.${n(9)}% of statements`,
  (n) =>
    `Fetching ${part(n)} ${[10, 30, 50, 70, 90].map((share) => `\r ${share}% [${'#'.repeat(share / 5)}${' '.repeat(20 - share / 5)}]`).join('')}\r 100% done${esc}[K`,
  () => '',
];

const failure = [
  `${esc}[31mFAIL${esc}[39m src/till.test.ts > gives change`,
  'AssertionError: expected 3 to be 4 // Object.is equality',
  ' ❯ src/till.test.ts:12:20',
  `${esc}[31m Test Files ${esc}[39m 1 failed (1)`,
];

export interface TraceShape {
  readonly bytes: number;
  readonly seed?: number;
  /** True for a runner that puts its time in front of every line. */
  readonly timestamps?: boolean;
}

/** A job's raw trace of about that size, in pieces of some 64 KiB: what many tools print, and a failed test at the end. */
export function* makeTrace(shape: TraceShape): Generator<Buffer> {
  const below = numbers(shape.seed ?? 1);
  let line = 0;
  const stamp = () => {
    line += 1;
    if (shape.timestamps !== true) return '';
    const at = new Date(1_700_000_000_000 + line * 7).toISOString().replace('Z', '417Z');
    return `${at} ${line % 9 === 0 ? '01E' : '01O'} `;
  };
  const section = (kind: 'start' | 'end', name: string) =>
    `section_${kind}:${1_700_000_000 + line}:${name}\r${esc}[0K`;
  let text = `${stamp()}${section('start', 'prepare_executor')}${esc}[0KPreparing the "docker" executor\n`;
  text += `${stamp()}${section('end', 'prepare_executor')}${section('start', 'step_script')}${esc}[0K${esc}[36;1mExecuting "step_script" stage of the job script${esc}[0;m\n`;
  text += `${stamp()}${esc}[32;1m$ npm run everything${esc}[0;m\n`;
  let made = 0;
  while (made < shape.bytes) {
    const speak = speakers[below(speakers.length)];
    if (speak === undefined) continue;
    const name = `part_${below(1_000)}`;
    const folded = below(40) === 0;
    if (folded) text += `${stamp()}${section('start', name)}The ${part(below)} part\n`;
    for (let times = 1 + below(12); times > 0; times -= 1) text += `${stamp()}${speak(below)}\n`;
    if (folded) text += `${stamp()}${section('end', name)}\n`;
    if (text.length > 65_536) {
      const piece = Buffer.from(text);
      made += piece.byteLength;
      text = '';
      yield piece;
    }
  }
  for (const each of failure) text += `${stamp()}${each}\n`;
  text += `${stamp()}${section('end', 'step_script')}${esc}[0K${esc}[31;1mERROR: Job failed: exit code 1${esc}[0;m\n`;
  yield Buffer.from(text);
}
