import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { answerFigures } from '@/bench/diagnosis/answer-figures';
import { type Figure, figureWords, reaches } from '@/bench/diagnosis/figure';
import { scoreFingerprints } from '@/bench/diagnosis/fingerprints';
import { scoreRedaction } from '@/bench/diagnosis/redaction';
import { measureRedactionSpeed } from '@/bench/diagnosis/redaction-speed';
import { measureSpeed } from '@/bench/diagnosis/speed';
import { scoreToolOutput } from '@/bench/diagnosis/tool-output';
import { scoreTraces } from '@/bench/diagnosis/traces';

type Part = (data: string, ending: string) => Promise<Figure[]>;

const parts = new Map<string, Part>([
  ['answers', answerFigures],
  ['reports', reportFigures],
  ['redaction', redactionFigures],
  ['redaction-speed', redactionSpeedFigures],
  ['fingerprints', fingerprintFigures],
  ['traces', traceFigures],
  ['speed', (data, ending) => measureSpeed(path.join(data, `logchunks-${ending}`, 'logs'))],
]);

/**
 * Measures the diagnosis on logs whose answers people have written down: `npm run bench:diagnosis -- --data DIR [PART...]`,
 * where DIR holds one folder a set (`logchunks-dev`, …; other sets of the same kinds with `--ending`). Fails when a figure
 * misses its limit.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: 'string' }, ending: { type: 'string', default: 'dev' } },
  });
  const unknown = positionals.filter((name) => !parts.has(name));
  if (values.data === undefined || !existsSync(values.data) || unknown.length > 0) {
    process.stderr.write(
      `Name the folder with the labelled logs: npm run bench:diagnosis -- --data DIR [${[...parts.keys()].join('|')}]...\n`,
    );
    process.exitCode = 2;
    return;
  }
  const figures: Figure[] = [];
  for (const [name, part] of parts) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    process.stderr.write(`… ${name}\n`);
    figures.push(...(await part(values.data, values.ending)));
  }
  for (const figure of figures) process.stdout.write(`${figureWords(figure)}\n`);
  const missed = figures.filter((figure) => !reaches(figure));
  process.stdout.write(
    missed.length === 0
      ? `All ${figures.filter(({ atLeast, atMost }) => (atLeast ?? atMost) !== undefined).length} limits are kept.\n`
      : `Missed: ${missed.map(({ name }) => name).join('; ')}.\n`,
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
}

async function reportFigures(data: string): Promise<Figure[]> {
  const score = await scoreToolOutput(path.join(data, 'tool-output'));
  const name = `go test and JUnit reports (${score.cases})`;
  return [
    { name: `${name}: failed tests, recall`, value: score.recall, atLeast: 0.95 },
    { name: `${name}: failed tests, precision`, value: score.precision, atLeast: 0.95 },
    { name: `${name}: with their message`, value: score.messageShare, atLeast: 0.95 },
  ];
}

async function redactionFigures(data: string): Promise<Figure[]> {
  const { secretlint, noseyparker, cleanFiles, evidenceLines, ownLines } = await scoreRedaction(data);
  const gone = secretlint.gone + noseyparker.gone;
  const total = secretlint.total + noseyparker.total;
  const changed = cleanFiles.changed + evidenceLines.changed;
  const lines = cleanFiles.lines + evidenceLines.lines;
  return [
    { name: `secretlint's findings (${secretlint.total}): gone`, value: secretlint.gone / secretlint.total },
    {
      name: `noseyparker's examples (${noseyparker.total}): gone`,
      value: noseyparker.gone / noseyparker.total,
    },
    { name: `both (${total}): gone`, value: gone / total, atLeast: 0.97 },
    // Clean in the eyes of a scanner that was told to let them pass: keys of the right shape, passwords in addresses.
    {
      name: `lines of clean files (${cleanFiles.lines}): changed`,
      value: cleanFiles.changed / cleanFiles.lines,
    },
    {
      name: `lines of evidence (${evidenceLines.lines}): changed`,
      value: evidenceLines.changed / evidenceLines.lines,
    },
    { name: 'lines of both: changed', value: changed / lines, atMost: 0.005 },
    {
      name: `lines of our own (${ownLines.kinds} kinds): gone`,
      value: ownLines.gone / ownLines.kinds,
      atLeast: 0.99,
    },
  ];
}

async function redactionSpeedFigures(): Promise<Figure[]> {
  const { ratio, megabytesPerSecond, hostile } = await measureRedactionSpeed();
  if (ratio === null)
    process.stderr.write('ripgrep (rg) is not installed: nothing to compare the speed with.\n');
  return [
    { name: 'redaction: MB/s', value: megabytesPerSecond },
    ...(ratio === null
      ? []
      : [{ name: 'redaction beside ripgrep with its keywords: ratio', value: ratio, atLeast: 0.5 }]),
    { name: 'a log full of its keywords, in a worker: seconds', value: hostile.seconds, atMost: 3.5 },
    {
      name: 'meanwhile, the delay of the main thread (p99): ms',
      value: hostile.loopDelayMilliseconds,
      atMost: 50,
    },
  ];
}

async function fingerprintFigures(data: string): Promise<Figure[]> {
  const score = await scoreFingerprints(data);
  return [
    { name: `fingerprints (${score.pairs} pairs): precision`, value: score.precision, atLeast: 0.98 },
    { name: `fingerprints (${score.pairs} pairs): recall`, value: score.recall, atLeast: 0.98 },
  ];
}

async function traceFigures(data: string): Promise<Figure[]> {
  const score = await scoreTraces(path.join(data, 'traces'));
  return [
    { name: 'terminal captures: lines shown as a terminal does', value: score.shown },
    { name: "the runner's times: lines that come back whole", value: score.prefixed, atLeast: 1 },
    { name: "the runner's traces: sections found", value: score.sections, atLeast: 1 },
    { name: "the runner's traces: lines with something left of them", value: score.dirty, atMost: 0 },
  ];
}

await main();
