import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { runGit, tryGit } from './run-git';

export interface Person {
  name: string;
  email: string;
}

/** A change of one path in the index. `content` null removes it. */
export interface IndexEntry {
  path: string;
  mode: string;
  content: Buffer | { blob: string } | null;
}

export interface NewCommit {
  repository: string;
  parents: string[];
  /** What the tree starts from: a commit or tree, or null for an empty one. */
  base: string | null;
  entries: IndexEntry[];
  message: string;
  author: Person;
  committer: Person;
  date: Date;
}

/** Writes a commit object and gives its id; no branch is moved. */
export async function writeCommit(wanted: NewCommit): Promise<string> {
  const folder = path.join(wanted.repository, 'sandbox-tmp');
  await mkdir(folder, { recursive: true });
  const index = path.join(folder, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    if (wanted.base !== null) await runGit(wanted.repository, ['read-tree', wanted.base], { env });
    const lines: string[] = [];
    for (const entry of wanted.entries) {
      if (entry.content === null) lines.push(`0 ${'0'.repeat(40)}\t${entry.path}`);
      else {
        const blob = Buffer.isBuffer(entry.content)
          ? await writeBlob(wanted.repository, entry.content)
          : entry.content.blob;
        lines.push(`${entry.mode} ${blob}\t${entry.path}`);
      }
    }
    await runGit(wanted.repository, ['update-index', '-z', '--index-info'], {
      env,
      input: lines.map((line) => `${line}\0`).join(''),
    });
    const tree = (await runGit(wanted.repository, ['write-tree'], { env })).trim();
    return await commitTree({ ...wanted, tree });
  } finally {
    await rm(index, { force: true });
  }
}

async function writeBlob(repository: string, content: Buffer): Promise<string> {
  return (await runGit(repository, ['hash-object', '-w', '--stdin'], { input: content })).trim();
}

/** Writes a commit of a tree that exists already. */
export async function commitTree(wanted: {
  repository: string;
  tree: string;
  parents: string[];
  message: string;
  author: Person;
  committer: Person;
  date: Date;
}): Promise<string> {
  // The at-sign: git takes small numbers for something else.
  const stamp = `@${Math.floor(wanted.date.getTime() / 1000)} +0000`;
  const output = await runGit(
    wanted.repository,
    ['commit-tree', wanted.tree, ...wanted.parents.flatMap((parent) => ['-p', parent]), '-F', '-'],
    {
      input: wanted.message,
      env: {
        GIT_AUTHOR_NAME: printable(wanted.author.name),
        GIT_AUTHOR_EMAIL: printable(wanted.author.email),
        GIT_AUTHOR_DATE: stamp,
        GIT_COMMITTER_NAME: printable(wanted.committer.name),
        GIT_COMMITTER_EMAIL: printable(wanted.committer.email),
        GIT_COMMITTER_DATE: stamp,
      },
    },
  );
  return output.trim();
}

/** Moves a ref only if it still points where the caller believes (`null`: does not exist). False where someone was faster. */
export async function moveRef(
  repository: string,
  ref: string,
  to: string | null,
  from: string | null,
): Promise<boolean> {
  const zero = '0'.repeat(40);
  const args = to === null ? ['update-ref', '-d', ref, from ?? zero] : ['update-ref', ref, to, from ?? zero];
  return (await tryGit(repository, args)).code === 0;
}

const printable = (text: string): string => text.replace(/[\0\r\n<>]/g, ' ').trim() || 'unknown';
