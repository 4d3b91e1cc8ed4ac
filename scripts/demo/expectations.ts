import type { Stage, StagedFailure } from './scenario';

/** Throws the sentence when the condition does not hold. */
export function expect(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence);
}

/** The fix that was committed, proved by GitLab: the branch's head carries it, on the commit that failed, and its pipeline is green. */
export async function expectMendedBranch(stage: Stage, failure: StagedFailure): Promise<void> {
  const fix = failure.fixes.find((one) => one.appliedSha !== null);
  expect(fix !== undefined, 'No fix was committed.');
  const head = await stage.developer.branchHead(stage.gitlabProjectId, stage.branch);
  expect(head === fix.appliedSha, 'The head of the branch is not the commit of the fix.');
  const commit = await stage.developer.get<{ message: string; parent_ids: string[] }>(
    `/projects/${stage.gitlabProjectId}/repository/commits/${head}`,
  );
  expect(commit.message.includes(`Pipemend-Fix: ${fix.id}`), 'The commit does not say which fix it is.');
  expect(commit.parent_ids[0] === stage.sha, 'The commit is not on the commit that failed.');
  expect(
    fix.validations.some((validation) => validation.outcome === 'mended'),
    'It was committed without a validation.',
  );
  const pipelines = await stage.developer.get<{ status: string }[]>(
    `/projects/${stage.gitlabProjectId}/pipelines?sha=${head}`,
  );
  expect(
    pipelines.length > 0 && pipelines.every((one) => one.status === 'success'),
    "The fix's own pipeline is not green.",
  );
  await expectNoScratchBranch(stage);
  await expectOneNote(stage);
}

export async function expectNoScratchBranch(stage: Stage): Promise<void> {
  const branches = await stage.developer.get<{ name: string }[]>(
    `/projects/${stage.gitlabProjectId}/repository/branches?search=pipemend/&per_page=100`,
  );
  const left = branches.filter((branch) => branch.name.startsWith('pipemend/'));
  expect(
    left.length === 0,
    `Scratch branches were left behind: ${left.map((branch) => branch.name).join(', ')}.`,
  );
}

interface Note {
  readonly body: string;
  readonly system: boolean;
}

export async function notesOf(stage: Stage): Promise<Note[]> {
  return stage.developer.get<Note[]>(
    `/projects/${stage.gitlabProjectId}/merge_requests/${stage.mergeRequestIid}/notes?per_page=100`,
  );
}

export async function expectOneNote(stage: Stage): Promise<string> {
  const ours = (await notesOf(stage)).filter((note) => note.body.startsWith('<!-- pipemend:note -->'));
  const [note] = ours;
  expect(
    note !== undefined && ours.length === 1,
    `There are ${ours.length} notes of ours on the merge request instead of one.`,
  );
  return note.body;
}

export async function expectUntouched(stage: Stage): Promise<void> {
  const head = await stage.developer.branchHead(stage.gitlabProjectId, stage.branch);
  expect(head === stage.sha, 'Something was pushed to the branch.');
}
