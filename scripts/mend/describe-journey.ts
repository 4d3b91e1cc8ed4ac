import { diagnosis as diagnosisSchema, type Diagnosis } from '@/lib/domain/diagnosis';
import type { GitLabPerson } from '../demo/gitlab-person';
import type { StagedFailure } from '../demo/scenario';
import type { StartedPipeline } from './run-pipeline';

/** What `npm run mend` prints. */
export interface Journey {
  readonly pipeline: { id: number; status: string; url: string; sha: string } | null;
  readonly diagnoses: readonly (Diagnosis & { jobs: string[] })[];
  readonly fixes: readonly {
    origin: string;
    strategy: string;
    diff: string;
    outcome: string | null;
    validated: boolean;
    applied: boolean;
    status: string;
    reason: string;
  }[];
  /** What became of it, in one sentence. */
  readonly summary: string;
  /** Texts of the notes that Pipemend wrote on the merge request. */
  readonly notes: readonly string[];
}

export async function describeJourney(facts: {
  failure: StagedFailure | null;
  developer: GitLabPerson;
  project: { id: number };
  started: StartedPipeline;
}): Promise<Journey> {
  const { failure, started } = facts;
  return {
    pipeline: started.pipeline && {
      id: started.pipeline.id,
      status: started.pipeline.status,
      url: started.pipeline.web_url,
      sha: started.sha,
    },
    diagnoses: (failure?.diagnoses ?? []).map((row) => ({
      ...diagnosisSchema.parse(row.body),
      jobs: (failure?.jobs ?? []).filter((job) => job.diagnosisId === row.id).map((job) => job.key),
    })),
    fixes: (failure?.fixes ?? []).map((fix) => {
      const outcome = fix.validations.at(-1)?.outcome ?? null;
      return {
        origin: fix.origin,
        strategy: fix.strategy,
        diff: fix.diff,
        outcome,
        validated: outcome === 'mended',
        applied: fix.appliedSha !== null,
        status: fix.status,
        reason: fix.statusReason,
      };
    }),
    summary: failure ? failure.statusReason : summaryWithoutFailure(started),
    notes: await notes(facts),
  };
}

function summaryWithoutFailure({ pipeline }: StartedPipeline): string {
  if (pipeline === null) return 'The configuration starts no pipeline for this commit.';
  return pipeline.status === 'success'
    ? 'The pipeline is green; there is nothing to mend.'
    : `The pipeline ended as ${pipeline.status}.`;
}

async function notes(facts: Parameters<typeof describeJourney>[0]): Promise<string[]> {
  const iid = facts.started.mergeRequestIid;
  if (iid === null) return [];
  const all = await facts.developer.get<{ body: string; system: boolean }[]>(
    `/projects/${facts.project.id}/merge_requests/${iid}/notes?per_page=100&sort=asc`,
  );
  return all.filter((note) => !note.system && note.body.includes('<!-- pipemend:')).map((note) => note.body);
}

/** For people. */
export function printJourney(journey: Journey): void {
  const lines = [
    `Pipeline: ${journey.pipeline ? `#${journey.pipeline.id} ${journey.pipeline.status}` : 'none'}`,
    ...journey.diagnoses.flatMap((found) => [
      '',
      `${found.jobs.join(', ') || 'The pipeline'}: ${found.summary}`,
      `  ${found.category}, ${found.verdict}, ${Math.round(found.confidence * 100)} % sure. ${found.nextStep}`,
      ...found.evidence
        .slice(0, 3)
        .flatMap((one) =>
          one.lines.map((line, index) => `  ${String(one.start + index).padStart(6)} | ${line}`),
        ),
    ]),
    ...journey.fixes.flatMap((fix) => [
      '',
      `Fix by ${fix.strategy} (${fix.origin}): ${fix.status}${fix.validated ? ', validated' : ''}${fix.applied ? ', committed' : ''}. ${fix.reason}`,
      fix.diff,
    ]),
    '',
    journey.summary,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
