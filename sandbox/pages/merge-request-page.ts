import { html } from 'hono/html';

import { diffFiles } from '../git/diff-files';
import type { ApiContext } from '../http/context';
import { mergeStatus } from '../merge-requests/merge-status';
import { userById } from '../shape/user-shape';
import type { ProjectRecord } from '../store/records';
import { page } from './layout';
import { pipelineLink } from './ci-pages';

export function projectPage(c: ApiContext, project: ProjectRecord) {
  const { store } = c.var.sandbox;
  const mergeRequests = [...store.mergeRequests.values()]
    .filter((one) => one.projectId === project.id)
    .reverse();
  const pipelines = [...store.pipelines.values()]
    .filter((one) => one.projectId === project.id)
    .reverse()
    .slice(0, 30);
  const body = html`<section>
      <p>${project.description ?? ''}</p>
      <p>Default branch: <code>${project.defaultBranch}</code></p>
    </section>
    <section>
      <h2>Merge requests</h2>
      <ul>
        ${mergeRequests.map(
          (one) =>
            html`<li>
              <a href="/${project.fullPath}/-/merge_requests/${one.iid}">!${one.iid} ${one.title}</a>
              <span class="badge">${one.state}</span>
            </li>`,
        )}
      </ul>
    </section>
    <section>
      <h2>Pipelines</h2>
      <ul>
        ${pipelines.map((one) => html`<li>${pipelineLink(project, one)}</li>`)}
      </ul>
    </section>`;
  return page(c, project.fullPath, body);
}

export function mergeRequestPage(c: ApiContext, project: ProjectRecord, iid: number) {
  const { sandbox } = c.var;
  const { store } = sandbox;
  const mergeRequest = [...store.mergeRequests.values()].find(
    (one) => one.projectId === project.id && one.iid === iid,
  );
  if (!mergeRequest) return null;
  const notes = [...store.notes.values()].filter(
    (note) => note.noteable.kind === 'merge_request' && note.noteable.mergeRequestId === mergeRequest.id,
  );
  const pipelines = [...store.pipelines.values()]
    .filter(
      (one) =>
        one.mergeRequestId === mergeRequest.id ||
        mergeRequest.versions.some((version) => version.headSha === one.sha),
    )
    .reverse();
  const body = html`<section>
      <p>
        <span class="badge">${mergeRequest.state}</span> ${mergeStatus(sandbox, mergeRequest).detailed} ·
        <code>${mergeRequest.sourceBranch}</code> into <code>${mergeRequest.targetBranch}</code> by
        ${userById(sandbox, mergeRequest.authorId).name}
      </p>
      <pre class="text">${mergeRequest.description}</pre>
    </section>
    <section>
      <h2>Pipelines</h2>
      <ul>
        ${pipelines.map((one) => html`<li>${pipelineLink(project, one)}</li>`)}
      </ul>
    </section>
    <section>
      <h2>Notes</h2>
      ${notes.map(
        (note) =>
          html`<article id="note_${note.id}">
            <h3>${userById(sandbox, note.authorId).name}${note.system ? ' (system)' : ''}</h3>
            ${note.position ? html`<p><code>${note.position.new_path}:${note.position.new_line ?? note.position.old_line}</code></p>` : ''}
            <pre class="text">${note.body}</pre>
          </article>`,
      )}
    </section>`;
  return page(c, `!${mergeRequest.iid} ${mergeRequest.title}`, body);
}

export async function commitPage(c: ApiContext, project: ProjectRecord, sha: string) {
  const { git } = c.var.sandbox;
  const commit = /^[0-9a-f]{40}$/.test(sha) ? await git.commit(project.id, sha) : null;
  if (!commit) return null;
  const repository = await git.ensureRepository(project.id);
  const files = await diffFiles(repository, commit.parentIds[0] ?? null, commit.id);
  const body = html`<section>
      <p>${commit.authorName} · ${commit.committedDate}</p>
      <pre class="text">${commit.message}</pre>
    </section>
    ${files.map(
      (file) =>
        html`<section>
          <h2>${file.newPath}</h2>
          <pre class="text">${file.patch}</pre>
        </section>`,
    )}`;
  return page(c, commit.title, body);
}
