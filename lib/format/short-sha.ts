/** The first eight characters, as GitLab shows a commit. */
export function shortSha(sha: string): string {
  return sha.slice(0, 8);
}
