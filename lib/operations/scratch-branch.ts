/** Every branch of ours begins so; pipelines on them never become failures. */
const prefix = 'pipemend/';

export function isScratchBranch(ref: string): boolean {
  return ref.startsWith(prefix);
}

/** The branch that a fix is tried on. */
export function candidateBranch(fixId: string): string {
  return `${prefix}fix-${fixId}`;
}

/** The branch on which a tool of the project runs to make a patch. */
export function toolBranch(diagnosisId: string, attempt: number): string {
  return `${prefix}tool-${diagnosisId}-${attempt}`;
}
