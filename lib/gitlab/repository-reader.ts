import { Branches, Commits, Repositories } from '@gitbeaker/rest';

import { PlatformError } from '@/lib/domain/platform-error';
import type { RepositoryReader } from '@/lib/ports/code-host';

import type { GitLabContext } from './gitlab-context';
import { orNull } from './or-null';
import { readFiles } from './read-files';
import { parseMany, parseOne } from './wire/parse-answer';
import { wireBranch, wireCommit, wireComparison, wireTreeEntry } from './wire/repository';

export function createRepositoryReader(context: GitLabContext): RepositoryReader {
  const { resources, transport } = context;
  const repositories = new Repositories(resources);
  const branches = new Branches(resources);
  const commits = new Commits(resources);
  return {
    async listFiles(project, sha) {
      const answer = await repositories.allRepositoryTrees(project, {
        ref: sha,
        recursive: true,
        pagination: 'keyset',
        perPage: 100,
        // 50,000 entries; larger trees are read in part.
        maxPages: 500,
      });
      return parseMany(wireTreeEntry, answer, 'tree entry')
        .filter(({ type }) => type === 'blob')
        .map(({ path }) => path);
    },
    readFiles: (project, sha, paths) => readFiles(context, project, sha, paths),
    async findBranch(project, name) {
      const answer = await orNull(branches.show(project, name));
      return answer && parseOne(wireBranch, answer, 'branch');
    },
    async getCommit(project, sha) {
      return parseOne(wireCommit, await commits.show(project, sha), 'commit');
    },
    async listCommits(project, ref, limit) {
      const answer = await commits.all(project, { refName: ref, perPage: Math.min(limit, 100), page: 1 });
      return parseMany(wireCommit, answer, 'commit').slice(0, limit);
    },
    async findLastCommit(project, ref, path) {
      // HEAD: the commit stands in a header, and the file itself stays where it is.
      const answer = await orNull(
        transport.json({
          method: 'HEAD',
          path: `api/v4/projects/${project}/repository/files/${encodeURIComponent(path)}`,
          query: `ref=${encodeURIComponent(ref)}`,
        }),
      );
      return answer?.headers['x-gitlab-last-commit-id'] ?? null;
    },
    async comparePaths(project, from, to) {
      const answer = await repositories.compare(project, from, to, { straight: true });
      const comparison = parseOne(wireComparison, answer, 'comparison');
      if (comparison.compare_timeout) {
        throw new PlatformError('unavailable', 'GitLab gave up on comparing the two commits.');
      }
      return [...new Set(comparison.diffs.flatMap((diff) => [diff.old_path, diff.new_path]))];
    },
  };
}
