import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Calibration, calibration, type Judged } from './calibration';
import type { Figure } from './figure';
import { answerSet } from './labelled-case';
import { isRight, scoreAnswers, type SetScore } from './score-answers';

const sets = ['logchunks', 'bugswarm', 'bump', 'tool-findings'];

/** How often diagnoses are right, and whether their confidence says so; `ending` chooses among sets of one kind. */
export async function answerFigures(data: string, ending: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  const judged: Judged[] = [];
  for (const set of sets) {
    const folder = path.join(data, `${set}-${ending}`);
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
  return judged.length === 0 ? figures : [...figures, ...confidenceFigures(calibration(judged))];
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
  return [
    ...found.bands.map(({ from, count, confidence, right }) => ({
      name: `confidence from ${from.toFixed(1)} (${count}, ${percent(confidence)} said): right`,
      value: right,
    })),
    { name: 'confidence: expected calibration error', value: found.expectedError, atMost: 0.05 },
    { name: 'confidence: right of those given at 0.9', value: found.rightAtNine, atLeast: 0.9 },
    { name: 'confidence: right ones given at 0.8', value: found.rightOnesAtEight, atLeast: 0.5 },
  ];
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
