import type { Answered } from './labelled-case';

/** Shares from 0 to 1; null where the set has no labels of that kind. */
export interface SetScore {
  readonly cases: number;
  /** Of the first (the first three) ranges of evidence, one meets lines that people marked. */
  readonly hit1: number | null;
  readonly hit3: number | null;
  readonly medianLinesShown: number | null;
  /** Of the failed tests by name: the mean of each log's F1, and the share of logs without failed tests that get one. */
  readonly testF1: number | null;
  readonly testFalseAlarm: number | null;
  /** Findings with the same line, and the same file name where there is one. */
  readonly findingRecall: number | null;
  readonly findingColumns: number | null;
  /** Only where the expected list is whole: cases whose id begins with `errorformat-`. */
  readonly findingPrecision: number | null;
  readonly category: number | null;
  readonly dependency: number | null;
}

const categories = new Map<string, readonly string[]>([
  ['COMPILATION_FAILURE', ['build', 'type-check']],
  ['TEST_FAILURE', ['test']],
  ['ENFORCER_FAILURE', ['dependency', 'configuration']],
  ['DEPENDENCY_RESOLUTION_FAILURE', ['dependency']],
  ['DEPENDENCY_LOCK_FAILURE', ['dependency']],
  ['WERROR_FAILURE', ['build', 'lint']],
]);

export function scoreAnswers(answers: readonly Answered[]): SetScore {
  const each = <Value>(of: (answer: Answered) => Value | null) =>
    answers.map(of).filter((value) => value !== null);
  return {
    cases: answers.length,
    hit1: mean(each((answer) => hits(answer, 1))),
    hit3: mean(each((answer) => hits(answer, 3))),
    medianLinesShown: median(each(linesShown)),
    testF1: mean(each(testF1)),
    testFalseAlarm: mean(each(testFalseAlarm)),
    findingRecall: mean(each(findingRecall)),
    findingColumns: mean(each(findingColumns)),
    findingPrecision: mean(each(findingPrecision)),
    category: mean(each(rightCategory)),
    dependency: mean(each(rightDependency)),
  };
}

/** Whether a diagnosis is right by all that is known of its log; null where nothing is known that a diagnosis claims. */
export function isRight(answer: Answered): boolean | null {
  const parts = [hits(answer, 1), testF1(answer), noFalseTest(answer), rightCategory(answer)];
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : known.every((part) => part >= 0.99);
}

function hits({ wanted, found }: Answered, first: number): number | null {
  const { gold } = wanted;
  if (gold === undefined) return null;
  const shown = found.evidence.slice(0, first);
  return Number(shown.some((one) => gold.some((other) => one.start <= other.end && other.start <= one.end)));
}

function linesShown({ wanted, found }: Answered): number | null {
  if (wanted.gold === undefined) return null;
  return found.evidence.slice(0, 3).reduce((sum, { start, end }) => sum + end - start + 1, 0);
}

function testF1({ wanted, found }: Answered): number | null {
  if (wanted.failedTests === undefined || wanted.failedTests.length === 0) return null;
  const named = new Set(found.failedTests.map(({ name }) => name));
  const right = wanted.failedTests.filter((name) => named.has(name)).length;
  return (2 * right) / (wanted.failedTests.length + named.size);
}

function testFalseAlarm({ wanted, found }: Answered): number | null {
  if (wanted.failedTests === undefined || wanted.failedTests.length > 0) return null;
  // Lists were left empty where too many failed, and where nobody counted.
  if (wanted.counts?.num_t_failed !== 0) return null;
  return Number(found.failedTests.length > 0);
}

function noFalseTest(answer: Answered): number | null {
  const alarm = testFalseAlarm(answer);
  return alarm === null ? null : 1 - alarm;
}

function findingRecall({ wanted, found }: Answered): number | null {
  if (wanted.issues === undefined || wanted.issues.length === 0) return null;
  const met = wanted.issues.filter(({ file, line }) =>
    found.findings.some(
      (finding) => finding.line === line && (file == null || lastPart(finding.file) === lastPart(file)),
    ),
  );
  return met.length / wanted.issues.length;
}

function findingColumns({ wanted, found }: Answered): number | null {
  const placed = wanted.issues?.filter(({ column }) => column != null) ?? [];
  if (placed.length === 0) return null;
  const met = placed.filter(({ line, column }) =>
    found.findings.some((finding) => finding.line === line && finding.column === column),
  );
  return met.length / placed.length;
}

function findingPrecision({ wanted, found }: Answered): number | null {
  if (wanted.issues === undefined || !wanted.id.startsWith('errorformat-')) return null;
  return found.findings.length === 0 ? 0 : Math.min(1, wanted.issues.length / found.findings.length);
}

function rightCategory({ wanted, found }: Answered): number | null {
  if (wanted.failureCategory === undefined) return null;
  return Number(categories.get(wanted.failureCategory)?.includes(found.category) ?? false);
}

function rightDependency({ wanted, found }: Answered): number | null {
  const artifact = wanted.dependency?.artifactId;
  return artifact === undefined ? null : Number(found.dependency?.name.includes(artifact) ?? false);
}

function lastPart(file: string | null): string | undefined {
  return file?.split(/[\\/]/).at(-1);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
