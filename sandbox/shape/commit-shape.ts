import type { CommitInfo } from '../git/git-host';
import type { Sandbox } from '../sandbox';
import type { ProjectRecord } from '../store/records';
import { urls } from './urls';

export function commitShape(sandbox: Sandbox, project: ProjectRecord, commit: CommitInfo) {
  return {
    id: commit.id,
    short_id: commit.id.slice(0, 8),
    created_at: gitlabTime(commit.committedDate),
    parent_ids: commit.parentIds,
    title: commit.title,
    message: commit.message,
    author_name: commit.authorName,
    author_email: commit.authorEmail,
    authored_date: gitlabTime(commit.authoredDate),
    committer_name: commit.committerName,
    committer_email: commit.committerEmail,
    committed_date: gitlabTime(commit.committedDate),
    trailers: trailersOf(commit.message).simple,
    extended_trailers: trailersOf(commit.message).extended,
    web_url: urls.commit(sandbox, project, commit.id),
  };
}

/** Git's `2026-01-02T03:04:05+00:00` in the form of GitLab's JSON, with milliseconds. */
export function gitlabTime(time: string): string {
  return time
    .replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(Z|[+-])/, '$1.000$2')
    .replace(/\.000Z$/, '.000+00:00');
}

/** `Name: value` lines of the last paragraph, which may hold nothing else. */
function trailersOf(message: string): { simple: Record<string, string>; extended: Record<string, string[]> } {
  const simple: Record<string, string> = {};
  const extended: Record<string, string[]> = {};
  const paragraphs = message.trim().split(/\n{2,}/);
  const last = paragraphs.length > 1 ? paragraphs.at(-1) : undefined;
  for (const line of (last ?? '').split('\n')) {
    const match = /^([A-Za-z][A-Za-z0-9-]*): (.*)$/.exec(line);
    const [, name, value] = match ?? [];
    if (name === undefined || value === undefined) return { simple: {}, extended: {} };
    simple[name] = value;
    (extended[name] ??= []).push(value);
  }
  return { simple, extended };
}
