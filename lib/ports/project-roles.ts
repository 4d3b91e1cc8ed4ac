/** GitLab's access levels as numbers: 10 Guest, 20 Reporter, 30 Developer, 40 Maintainer, 50 Owner. */
export interface ProjectRoles {
  /**
   * The person's own role in the project as GitLab says it, asked with that person's tokens (a short cache is allowed).
   * Null when they may not see it, have no connection, or GitLab cannot be asked: fail closed.
   */
  accessLevel(
    userId: string,
    project: { instanceId: string; gitlabProjectId: number },
  ): Promise<number | null>;
}
