import { stripVTControlCharacters } from 'node:util';

import { html } from 'hono/html';

import type { PipelineRecord } from '../ci/records';
import type { ApiContext } from '../http/context';
import type { ProjectRecord } from '../store/records';
import { page } from './layout';

const LONGEST_TRACE = 1_000_000;

export const pipelineLink = (project: ProjectRecord, pipeline: PipelineRecord) =>
  html`<a href="/${project.fullPath}/-/pipelines/${pipeline.id}">Pipeline #${pipeline.id}</a>
    <span class="badge">${pipeline.status}</span> <code>${pipeline.ref}</code> ${pipeline.sha.slice(0, 8)}`;

export function pipelinePage(c: ApiContext, project: ProjectRecord, id: number) {
  const { store } = c.var.sandbox;
  const pipeline = store.pipelines.get(id);
  if (!pipeline || pipeline.projectId !== project.id) return null;
  const jobs = [...store.jobs.values()]
    .filter((job) => job.pipelineId === id)
    .sort((a, b) => a.stageIndex - b.stageIndex || a.id - b.id);
  const body = html`<section>
      <p>
        <span class="badge">${pipeline.status}</span> ${pipeline.source} · <code>${pipeline.ref}</code> ·
        <a href="/${project.fullPath}/-/commit/${pipeline.sha}">${pipeline.sha.slice(0, 8)}</a>
      </p>
      ${pipeline.yamlErrors === null ? '' : html`<p role="alert">${pipeline.yamlErrors}</p>`}
    </section>
    <section>
      <table>
        <thead>
          <tr>
            <th>Stage</th>
            <th>Job</th>
            <th>Status</th>
            <th>Reason</th>
          </tr>
        </thead>
        <tbody>
          ${jobs.map((job) => {
            const downstream = job.downstreamPipelineId;
            return html`<tr>
              <td>${job.stage}</td>
              <td>
                ${
                  job.kind === 'bridge' && downstream !== null
                    ? html`<a href="/${downstreamPath(c, downstream)}/-/pipelines/${downstream}"
                        >${job.name}</a
                      >`
                    : html`<a href="/${project.fullPath}/-/jobs/${job.id}">${job.name}</a>`
                }
              </td>
              <td>${job.status}${job.retried ? ' (retried)' : ''}${job.allowFailure ? ' (may fail)' : ''}</td>
              <td>${job.failureReason ?? ''}</td>
            </tr>`;
          })}
        </tbody>
      </table>
    </section>`;
  return page(c, `Pipeline #${id}`, body);
}

function downstreamPath(c: ApiContext, pipelineId: number): string {
  const { store } = c.var.sandbox;
  return store.projects.get(store.pipelines.get(pipelineId)?.projectId ?? 0)?.fullPath ?? '';
}

export async function jobPage(c: ApiContext, project: ProjectRecord, id: number) {
  const job = c.var.sandbox.store.jobs.get(id);
  if (!job || job.projectId !== project.id) return null;
  const trace = await c.var.sandbox.ci.readTrace(id);
  const body = html`<section>
      <p>
        <span class="badge">${job.status}</span> ${job.failureReason ?? ''} ·
        <a href="/${project.fullPath}/-/pipelines/${job.pipelineId}">Pipeline #${job.pipelineId}</a>
      </p>
    </section>
    ${trace === null ? html`<p>This job left no log.</p>` : html`<pre>${readable(trace)}</pre>`}`;
  return page(c, `Job ${job.name} #${id}`, body);
}

/** A log as plain text: colours and section marks out, the end of a very long one kept. */
function readable(trace: Buffer): string {
  const text = trace.subarray(Math.max(0, trace.length - LONGEST_TRACE)).toString();
  return stripVTControlCharacters(text.replace(/section_(?:start|end):\d+:[^\r\n]{0,200}\r/g, ''))
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');
}
