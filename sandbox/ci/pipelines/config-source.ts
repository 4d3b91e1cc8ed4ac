import { isOpenTo, projectAccess } from '../../access/access-level';
import type { Sandbox } from '../../sandbox';
import type { ProjectRecord } from '../../store/records';
import type { ConfigSource } from '../config/resolve-includes';

/** One commit of one project as the expander reads it, with other projects as far as the person may see them. */
export function configSource(
  sandbox: Sandbox,
  project: ProjectRecord,
  sha: string,
  userId: number,
): ConfigSource {
  const { git, store } = sandbox;
  return {
    project: project.fullPath,
    sha,
    projectUrl: `${sandbox.config.baseUrl}/${project.fullPath}`,
    readFile: async (path) => (await git.readFile(project.id, sha, path))?.toString('utf8') ?? null,
    listFiles: () => git.listFiles(project.id, sha),
    openProject: async (fullPath, ref) => {
      const other = [...store.projects.values()].find(
        (one) => one.fullPath.toLowerCase() === fullPath.toLowerCase(),
      );
      if (!other || (projectAccess(store, userId, other) === 0 && !isOpenTo(other, userId)))
        return { kind: 'no-project' };
      const otherSha = await git.resolve(other.id, ref ?? other.defaultBranch);
      if (otherSha === null) return { kind: 'no-ref' };
      return { kind: 'found', source: configSource(sandbox, other, otherSha, userId) };
    },
  };
}
