import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { diagnose } from '@/lib/diagnosis/diagnose';
import { readTraceText } from '@/lib/log/read-trace';
import { twinLog } from './twin-log';

const labelledCase = z.object({
  id: z.string(),
  log: z.string(),
  repo: z.string().optional(),
  gold: z.array(z.object({ start: z.number(), end: z.number() })).optional(),
  failedTests: z.array(z.string()).optional(),
  failureCategory: z.string().optional(),
  dependency: z.object({ groupId: z.string(), artifactId: z.string() }).nullish(),
});
type LabelledCase = z.infer<typeof labelledCase>;

export interface FingerprintScore {
  /** Pairs of a log and its twin, and pairs of logs that failed for different causes. */
  readonly pairs: number;
  /** Of the pairs with one fingerprint, how many have one cause. */
  readonly precision: number;
  /** Of the pairs with one cause, how many have one fingerprint. */
  readonly recall: number;
}

/** One log that was fingerprinted twice: as it is, and as another run would have printed it. */
interface FingerprintedLog {
  readonly id: string;
  readonly fingerprint: string;
  readonly twin: string;
  /** The words in which others said what the cause is; none where nobody said it, and then it is paired with its twin alone. */
  readonly label: ReadonlySet<string>;
  readonly summary: string;
  readonly twinSummary: string;
}

/** Each set with how many of its logs are looked at: every n-th. */
const sets: readonly { readonly name: string; readonly each: number }[] = [
  { name: 'logchunks', each: 1 },
  { name: 'bugswarm', each: 1 },
  { name: 'bump', each: 3 },
];

/**
 * Pairwise precision and recall of the fingerprint on real logs: a log and its twin are one failure, two logs whose labels
 * differ are two. `dataDir` is where the reference data is unpacked, one folder a set (`logchunks-dev`, …); a set that is not
 * there is left out.
 */
export async function scoreFingerprints(dataDir: string, ending = 'dev'): Promise<FingerprintScore> {
  const logs: FingerprintedLog[] = [];
  for (const { name, each } of sets) {
    const folder = path.join(dataDir, `${name}-${ending}`);
    if (existsSync(folder)) logs.push(...(await fingerprintSet(folder, each)));
  }
  return scoreOf(logs);
}

/** The logs of one set, every `each`-th of them, fingerprinted as they are and as their twins. */
async function fingerprintSet(folder: string, each: number): Promise<FingerprintedLog[]> {
  const rows = (await readFile(path.join(folder, 'cases.jsonl'), 'utf8'))
    .split('\n')
    .filter((row) => row !== '');
  const logs: FingerprintedLog[] = [];
  for (const [index, row] of rows.entries()) {
    if (index % each !== 0) continue;
    const one = labelledCase.parse(JSON.parse(row));
    const text = await readFile(path.join(folder, one.log), 'utf8');
    const [itself, twin] = [await diagnosed(text), await diagnosed(twinLog(text, index + 1))];
    logs.push({
      id: one.id,
      fingerprint: itself.fingerprint,
      twin: twin.fingerprint,
      label: labelOf(one, text),
      summary: itself.summary,
      twinSummary: twin.summary,
    });
  }
  return logs;
}

/** Counts over all twins and all pairs of logs with different labels. */
function scoreOf(logs: readonly FingerprintedLog[]): FingerprintScore {
  const joined = logs.filter(({ fingerprint, twin }) => fingerprint === twin).length;
  let different = 0;
  let mixedUp = 0;
  for (const [at, one] of logs.entries()) {
    for (const other of logs.slice(at + 1)) {
      if (!differ(one.label, other.label)) continue;
      different += 1;
      if (other.fingerprint === one.fingerprint) mixedUp += 1;
    }
  }
  return {
    pairs: logs.length + different,
    precision: joined + mixedUp === 0 ? 1 : joined / (joined + mixedUp),
    recall: logs.length === 0 ? 1 : joined / logs.length,
  };
}

async function diagnosed(text: string): Promise<{ fingerprint: string; summary: string }> {
  return diagnose(
    { name: 'job', stage: 'test', failureReason: 'script_failure', allowFailure: false, duration: null },
    await readTraceText(text),
  );
}

/** The quoted lines without numbers, the failed tests, or the dependency that broke the build. */
function labelOf(one: LabelledCase, text: string): ReadonlySet<string> {
  const { repo, gold, failedTests, failureCategory, dependency } = one;
  if (dependency) return new Set([failureCategory ?? '', dependency.groupId, dependency.artifactId]);
  if (failedTests !== undefined && failedTests.length > 0) return new Set(failedTests);
  const [range] = gold ?? [];
  if (range === undefined) return new Set();
  const quoted = text
    .split('\n')
    .slice(range.start - 1, range.end)
    .join('\n');
  return new Set([repo ?? '', ...quoted.split(/[^A-Za-z_]+/).filter((word) => word.length > 2)]);
}

/** Two labels that share most of their words may mean one cause: no pair is made of them. */
function differ(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.min(a.size, b.size) < 0.5;
}
