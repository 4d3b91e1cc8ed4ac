import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Sandbox } from '../sandbox';
import type { CommitInfo, GitHost } from './git-host';
import { POST_RECEIVE, PRE_RECEIVE } from './receive-hooks';
import { runGit, tryGit } from './run-git';

const FULL_SHA = /^[0-9a-f]{40}$/;
/** Fields of a commit, apart by NUL; the message comes last because it may hold anything but NUL. */
const COMMIT_FORMAT = '%H%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';

/** The bare repositories, one folder per project, read and written with git itself. */
export class Repositories implements GitHost {
  private readonly made = new Map<number, Promise<string>>();

  constructor(private readonly sandbox: Sandbox) {}

  repositoryPath(projectId: number): string {
    return path.join(this.sandbox.config.dataDir, 'repositories', `${projectId}.git`);
  }

  ensureRepository(projectId: number): Promise<string> {
    const known = this.made.get(projectId);
    if (known) return known;
    const making = this.make(this.repositoryPath(projectId)).catch((error: unknown) => {
      this.made.delete(projectId);
      throw error;
    });
    this.made.set(projectId, making);
    return making;
  }

  private async make(folder: string): Promise<string> {
    if (existsSync(folder)) return folder;
    const root = path.dirname(folder);
    await mkdir(root, { recursive: true });
    const temporary = `${folder}.new`;
    await rm(temporary, { recursive: true, force: true });
    await runGit(root, ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', temporary]);
    const settings = {
      'http.receivepack': 'true',
      'receive.advertisePushOptions': 'true',
      'receive.denyDeleteCurrent': 'ignore',
      'receive.hideRefs': 'refs/merge-requests',
      'receive.autogc': 'false',
      'gc.auto': '0',
      'uploadpack.allowAnySHA1InWant': 'true',
      'uploadpack.allowFilter': 'true',
    };
    for (const [name, value] of Object.entries(settings)) await runGit(temporary, ['config', name, value]);
    const hooks = path.join(temporary, 'hooks');
    await mkdir(hooks, { recursive: true });
    for (const [name, script] of [
      ['pre-receive', PRE_RECEIVE],
      ['post-receive', POST_RECEIVE],
    ] as const) {
      await writeFile(path.join(hooks, name), script);
      await chmod(path.join(hooks, name), 0o755);
    }
    await rename(temporary, folder);
    return folder;
  }

  async resolve(projectId: number, ref: string): Promise<string | null> {
    if (ref === '' || ref.startsWith('-') || ref.includes('\0')) return null;
    const repository = await this.ensureRepository(projectId);
    const names =
      ref === 'HEAD' || ref.startsWith('refs/') || FULL_SHA.test(ref)
        ? [ref]
        : [`refs/heads/${ref}`, `refs/tags/${ref}`, ref];
    for (const name of names) {
      const { code, stdout } = await tryGit(repository, [
        'rev-parse',
        '--verify',
        '--quiet',
        `${name}^{commit}`,
      ]);
      const sha = stdout.toString().trim();
      if (code === 0 && FULL_SHA.test(sha)) return sha;
    }
    return null;
  }

  async readFile(projectId: number, sha: string, filePath: string): Promise<Buffer | null> {
    if (!isPlainPath(filePath)) return null;
    const repository = await this.ensureRepository(projectId);
    const { code, stdout } = await tryGit(repository, ['cat-file', 'blob', `${sha}:${filePath}`]);
    return code === 0 ? stdout : null;
  }

  async listFiles(projectId: number, sha: string): Promise<string[]> {
    const repository = await this.ensureRepository(projectId);
    return splitNul(await runGit(repository, ['ls-tree', '-r', '-z', '--name-only', sha]));
  }

  async changedFiles(projectId: number, from: string | null, to: string): Promise<string[]> {
    if (from === null) return this.listFiles(projectId, to);
    const repository = await this.ensureRepository(projectId);
    return splitNul(
      await runGit(repository, ['diff-tree', '-r', '-z', '--name-only', '--no-renames', from, to]),
    );
  }

  async mergeBase(projectId: number, a: string, b: string): Promise<string | null> {
    const repository = await this.ensureRepository(projectId);
    const { code, stdout } = await tryGit(repository, ['merge-base', a, b]);
    return code === 0 ? stdout.toString().trim() : null;
  }

  async commit(projectId: number, sha: string): Promise<CommitInfo | null> {
    if (!FULL_SHA.test(sha)) return null;
    const repository = await this.ensureRepository(projectId);
    const { code, stdout } = await tryGit(repository, ['show', '-s', `--format=${COMMIT_FORMAT}`, sha]);
    return code === 0 ? parseCommit(stdout.toString().replace(/\n$/, '')) : null;
  }

  async checkout(projectId: number, sha: string, dir: string): Promise<void> {
    const repository = await this.ensureRepository(projectId);
    const project = this.sandbox.store.projects.get(projectId);
    await mkdir(path.dirname(dir), { recursive: true });
    await mkdir(dir);
    await runGit(dir, ['init', '--quiet', '--initial-branch=main', '--template=']);
    const origin = `${this.sandbox.config.baseUrl}/${project?.fullPath ?? ''}.git`;
    await runGit(dir, ['remote', 'add', 'origin', origin]);
    await runGit(dir, ['fetch', '--quiet', '--no-tags', '--depth', '20', `file://${repository}`, sha]);
    await runGit(dir, ['checkout', '--quiet', '--force', '--detach', sha]);
  }
}

/** The text of `COMMIT_FORMAT` as an object. */
function parseCommit(text: string): CommitInfo | null {
  const [
    id,
    parents,
    authorName,
    authorEmail,
    authoredDate,
    committerName,
    committerEmail,
    committedDate,
    ...rest
  ] = text.split('\0');
  if (id === undefined || parents === undefined || committedDate === undefined) return null;
  const message = rest.join('\0');
  return {
    id,
    parentIds: parents.split(' ').filter((parent) => parent !== ''),
    title: message.split('\n', 1)[0] ?? '',
    message,
    authorName: authorName ?? '',
    authorEmail: authorEmail ?? '',
    authoredDate: authoredDate ?? '',
    committerName: committerName ?? '',
    committerEmail: committerEmail ?? '',
    committedDate,
  };
}

/** Lists commits as `git log` does: newest first, reachable from `args`. */
export async function logCommits(repository: string, args: readonly string[]): Promise<CommitInfo[]> {
  const text = await runGit(repository, ['log', '-z', `--format=${COMMIT_FORMAT}%x01`, ...args]);
  return text
    .split('\x01')
    .map((entry) => parseCommit(entry.replace(/^\0/, '')))
    .filter((commit) => commit !== null);
}

/** A path inside a tree, with nothing that git would read as relative. */
export function isPlainPath(filePath: string): boolean {
  if (filePath === '' || filePath.includes('\0') || filePath.startsWith('/')) return false;
  return filePath.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const splitNul = (text: string): string[] => text.split('\0').filter((one) => one !== '');
