import { Hono } from 'hono';
import { html } from 'hono/html';

import { isOpenTo, projectAccess } from '../access/access-level';
import type { ApiContext, ApiEnv } from '../http/context';
import { findProject } from '../http/guards';
import type { ProjectRecord } from '../store/records';
import { pipelinePage, jobPage } from './ci-pages';
import { page } from './layout';
import { commitPage, mergeRequestPage, projectPage } from './merge-request-page';
import type { Sessions } from './sessions';
import { signInFirst } from './sign-in-routes';

/** What each `web_url` of the API opens: projects, merge requests, commits, pipelines and jobs, for people who may see them. */
export function projectPages(sessions: Sessions): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/', (c) => {
    const session = sessions.find(c);
    if (!session) return signInFirst(c);
    const { store } = c.var.sandbox;
    const own = [...store.projects.values()].filter((one) => projectAccess(store, session.user.id, one) > 0);
    const items = own.map((one) => html`<li><a href="/${one.fullPath}">${one.fullPath}</a></li>`);
    return page(
      c,
      'Projects',
      html`<section>
        <ul>
          ${items}
        </ul>
      </section>`,
    );
  });

  app.get('/uploads/user/avatar/:file', (c) => {
    c.header('Content-Type', 'image/svg+xml');
    c.header('Content-Security-Policy', "default-src 'none'");
    return c.body(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2" fill="#8899bb"/></svg>',
    );
  });

  app.get('*', async (c, next) => {
    const path = decode(c.req.path).replace(/^\/+|\/+$/g, '');
    if (path.startsWith('api/') || path.startsWith('oauth/')) return next();
    return open(c, sessions, path);
  });
  return app;
}

async function open(c: ApiContext, sessions: Sessions, path: string): Promise<Response> {
  const session = sessions.find(c);
  const [projectPath = '', rest = ''] = path.split('/-/', 2);
  const project = findProject(c.var.sandbox.store, projectPath);
  const visible =
    project &&
    (isOpenTo(project, session?.user.id ?? null) ||
      (session && projectAccess(c.var.sandbox.store, session.user.id, project) > 0));
  if (project && visible) return show(c, project, rest);
  if (!session) return signInFirst(c);
  const group = [...c.var.sandbox.store.namespaces.values()].find(
    (one) => one.fullPath === path.replace(/^groups\//, ''),
  );
  if (!group) return page(c, 'Not found', html`<p>There is no such page, or you may not see it.</p>`, 404);
  return page(
    c,
    group.name,
    html`<section><p>${group.kind === 'user' ? 'A person' : 'A group'}: ${group.fullPath}</p></section>`,
  );
}

async function show(c: ApiContext, project: ProjectRecord, rest: string): Promise<Response> {
  const [kind = '', id = ''] = rest.split('/');
  const shown =
    rest === ''
      ? projectPage(c, project)
      : kind === 'merge_requests'
        ? mergeRequestPage(c, project, Number(id))
        : kind === 'pipelines'
          ? pipelinePage(c, project, Number(id))
          : kind === 'jobs'
            ? await jobPage(c, project, Number(id))
            : kind === 'commit'
              ? await commitPage(c, project, id)
              : kind === 'tree' || kind === 'compare'
                ? projectPage(c, project)
                : null;
  return shown ?? page(c, 'Not found', html`<p>There is no such page in ${project.fullPath}.</p>`, 404);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not a path anybody made on purpose; as it stands it finds nothing.
    return path;
  }
}
