/** True for the refs on which GitLab builds the result of a merge: a commit of its own, in neither branch. */
export function isMergedResultRef(ref: string): boolean {
  return /^refs\/merge-requests\/\d{1,12}\/(?:merge|train)$/.test(ref);
}
