import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Calibration, calibration, type Judged } from '@/bench/diagnosis/calibration';
import { answerSet } from '@/bench/diagnosis/labelled-case';
import { isRight, scoreAnswers, type SetScore } from '@/bench/diagnosis/score-answers';

/** A figure with what it has to reach; `null` limits are shown only. */
interface Figure {
  readonly name: string;
  readonly value: number | null;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const sets = ['logchunks', 'bugswarm', 'bump', 'tool-findings'];

/**
 * Measures the diagnosis on logs whose answers people have written down: `npm run bench:diagnosis -- --data DIR`, where DIR
 * holds one folder a set (`logchunks-dev`, …; another ending with `--ending`). Fails when a figure misses its limit.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, ending: { type: 'string', default: 'dev' } },
  });
  if (values.data === undefined || !existsSync(values.data)) {
    process.stderr.write('Name the folder with the labelled logs: npm run bench:diagnosis -- --data DIR\n');
    process.exitCode = 2;
    return;
  }
  const figures: Figure[] = [];
  const judged: Judged[] = [];
  for (const set of sets) {
    const folder = path.join(values.data, `${set}-${values.ending}`);
    if (!existsSync(folder)) {
      process.stderr.write(`${folder} is not there; its figures are left out.\n`);
      continue;
    }
    process.stderr.write(`… ${set}\n`);
    const answers = await answerSet(folder);
    figures.push(...figuresOf(set, scoreAnswers(answers)));
    for (const answer of answers) {
      const right = isRight(answer);
      if (right !== null) judged.push({ confidence: answer.found.confidence, isRight: right });
    }
  }
  if (judged.length > 0) figures.push(...confidenceFigures(calibration(judged)));
  for (const figure of figures) process.stdout.write(`${words(figure)}\n`);
  const missed = figures.filter((figure) => !reaches(figure));
  process.stdout.write(
    missed.length === 0
      ? `All ${figures.length} figures reach their limits.\n`
      : `Missed: ${missed.map(({ name }) => name).join(', ')}.\n`,
  );
  process.exitCode = missed.length === 0 ? 0 : 1;
}

function figuresOf(set: string, score: SetScore): Figure[] {
  const figures: Figure[] = [
    { name: 'hit@1', value: score.hit1, atLeast: 0.85 },
    { name: 'hit@3', value: score.hit3, atLeast: 0.95 },
    { name: 'median lines shown', value: score.medianLinesShown, atMost: 12 },
    { name: 'failed tests, F1', value: score.testF1, atLeast: 0.95 },
    { name: 'failed tests named where none failed', value: score.testFalseAlarm, atMost: 0 },
    { name: 'findings, recall', value: score.findingRecall, atLeast: 0.95 },
    { name: 'findings, columns', value: score.findingColumns, atLeast: 0.9 },
    { name: 'findings, precision', value: score.findingPrecision, atLeast: 0.9 },
    { name: 'category', value: score.category, atLeast: 0.97 },
    { name: 'names the dependency', value: score.dependency, atLeast: 0.9 },
  ];
  return figures
    .filter(({ value }) => value !== null)
    .map((figure) => ({ ...figure, name: `${set} (${score.cases}): ${figure.name}` }));
}

function confidenceFigures(found: Calibration): Figure[] {
  for (const { from, count, confidence, right } of found.bands) {
    process.stdout.write(
      `confidence from ${from.toFixed(1)}: ${count} diagnoses, ${percent(confidence)} said, ${percent(right)} right\n`,
    );
  }
  return [
    { name: 'confidence: expected calibration error', value: found.expectedError, atMost: 0.05 },
    { name: 'confidence: right of those given at 0.9', value: found.rightAtNine, atLeast: 0.9 },
    { name: 'confidence: right ones given at 0.8', value: found.rightOnesAtEight, atLeast: 0.5 },
  ];
}

function words(figure: Figure): string {
  const { name, value, atLeast, atMost } = figure;
  const limit = atLeast === undefined ? `<= ${String(atMost)}` : `>= ${String(atLeast)}`;
  const shown = value === null ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(3);
  return `${reaches(figure) ? 'ok    ' : 'MISSED'} ${name.padEnd(60)} ${shown.padStart(7)}  ${limit}`;
}

function reaches({ value, atLeast, atMost }: Figure): boolean {
  return value !== null && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

await main();
