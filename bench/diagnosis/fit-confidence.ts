import path from 'node:path';
import { confidenceFeatures } from '@/lib/diagnosis/ranking/confidence';
import { diagnose } from '@/lib/diagnosis/diagnose';
import { findCauses } from '@/lib/diagnosis/ranking/find-causes';
import { LogView } from '@/lib/diagnosis/view/log-view';
import { calibration } from './calibration';
import { readCases, unknownJob } from './labelled-case';
import { isRight } from './score-answers';

// Fits the weights of lib/diagnosis/confidence.ts: `tsx bench/diagnosis/fit-confidence.ts DIR`. The printed error is
// that of weights fitted without the tenth of the projects that is being asked about.

interface Example {
  readonly seen: readonly number[];
  readonly isRight: boolean;
  readonly fold: number;
}

const sets = ['logchunks-dev', 'bugswarm-dev', 'bump-dev'];
const folds = 10;

async function examplesOf(folder: string): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const { wanted, log } of readCases(folder)) {
    const view = new LogView(log);
    const right = isRight({ wanted, found: diagnose(unknownJob, log) });
    const ranked = findCauses(view);
    // What no detector knows has a confidence of its own.
    if (right === null || ranked.length === 0 || ranked[0]?.cause.tool === 'log') continue;
    const seen = confidenceFeatures(ranked, view);
    // The logs of one project go together: their failures are alike.
    const project = wanted.id.replace(/-\d+$/, '');
    examples.push({ seen, isRight: right, fold: foldOf(project) });
  }
  return examples;
}

function foldOf(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum % folds;
}

/** Logistic regression by gradient descent, with a small penalty on large weights. */
function fit(examples: readonly Example[]): number[] {
  const width = examples[0]?.seen.length ?? 0;
  const weights = new Array<number>(width).fill(0);
  for (let round = 0; round < 20_000; round += 1) {
    const slope = new Array<number>(width).fill(0);
    for (const { seen, isRight: right } of examples) {
      const miss = likelihood(weights, seen) - Number(right);
      for (let index = 0; index < width; index += 1)
        slope[index] = (slope[index] ?? 0) + miss * (seen[index] ?? 0);
    }
    for (let index = 0; index < width; index += 1) {
      const before = weights[index] ?? 0;
      weights[index] =
        before - 2 * ((slope[index] ?? 0) / examples.length + (index === 0 ? 0 : 0.002 * before));
    }
  }
  return weights;
}

function likelihood(weights: readonly number[], seen: readonly number[]): number {
  const sum = seen.reduce((all, value, index) => all + value * (weights[index] ?? 0), 0);
  return 1 / (1 + Math.exp(-sum));
}

const data = process.argv[2];
if (data === undefined) throw new Error('Name the folder with the labelled logs.');
const examples = (await Promise.all(sets.map((set) => examplesOf(path.join(data, set))))).flat();
const judged = Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
  const weights = fit(examples.filter((example) => example.fold !== fold));
  return examples
    .filter((example) => example.fold === fold)
    .map(({ seen, isRight: right }) => ({
      confidence: Math.min(0.96, Math.max(0.05, likelihood(weights, seen))),
      isRight: right,
    }));
});
process.stdout.write(`${JSON.stringify(fit(examples).map((value) => Math.round(value * 100) / 100))}\n`);
const { expectedError, rightAtNine, rightOnesAtEight, bands } = calibration(judged);
process.stdout.write(`${JSON.stringify({ expectedError, rightAtNine, rightOnesAtEight, bands }, null, 1)}\n`);
