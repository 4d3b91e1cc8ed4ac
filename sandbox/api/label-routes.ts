import { Hono } from 'hono';

import { conflict, notFound } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { requireMember, requireProject } from '../http/guards';
import { paginate } from '../http/paginate';
import { readParams } from '../http/read-params';
import { ACCESS } from '../store/records';
import type { LabelRecord, ProjectRecord } from '../store/records';

/** Labels of projects. */
export function labelRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get('/projects/:id/labels', (c) => {
    const { project } = requireProject(c, ACCESS.guest);
    return c.json(paginate(c, labelsOf(c, project)).map((label) => labelShape(c, label)));
  });
  app.post('/projects/:id/labels', async (c) => {
    const { project } = requireMember(c, ACCESS.reporter);
    const { store } = c.var.sandbox;
    const params = await readParams(c);
    const name = params.requiredString('name');
    if (labelsOf(c, project).some((label) => label.name === name)) throw conflict('Label already exists');
    const label: LabelRecord = {
      id: store.nextId('label'),
      projectId: project.id,
      name,
      color: params.requiredString('color'),
      description: params.string('description') ?? null,
    };
    store.labels.set(label.id, label);
    return c.json(labelShape(c, label), 201);
  });
  app.delete('/projects/:id/labels/:name', (c) => {
    const { project } = requireMember(c, ACCESS.reporter);
    const key = c.req.param('name');
    const label = labelsOf(c, project).find((one) => one.name === key || String(one.id) === key);
    if (!label) throw notFound('Label');
    c.var.sandbox.store.labels.delete(label.id);
    return c.body(null, 204);
  });
  return app;
}

function labelsOf(c: ApiContext, project: ProjectRecord): LabelRecord[] {
  return [...c.var.sandbox.store.labels.values()].filter((label) => label.projectId === project.id);
}

function labelShape(c: ApiContext, label: LabelRecord) {
  const used = [...c.var.sandbox.store.mergeRequests.values()].filter(
    (one) => one.projectId === label.projectId && one.state === 'opened' && one.labels.includes(label.name),
  );
  return {
    id: label.id,
    name: label.name,
    description: label.description,
    description_html: label.description ?? '',
    text_color: '#FFFFFF',
    color: label.color,
    open_issues_count: 0,
    closed_issues_count: 0,
    open_merge_requests_count: used.length,
    subscribed: false,
    priority: null,
    is_project_label: true,
  };
}
