import { randomUUID } from 'node:crypto';

import { Hono } from 'hono';

import { ciRoutes } from '../api/ci/ci-routes';
import { hookRoutes } from '../api/hook-routes';
import { labelRoutes } from '../api/label-routes';
import { memberRoutes } from '../api/member-routes';
import { approvalRoutes } from '../api/merge-requests/approval-routes';
import { discussionRoutes } from '../api/merge-requests/discussion-routes';
import { draftNoteRoutes } from '../api/merge-requests/draft-note-routes';
import { mergeRequestRoutes } from '../api/merge-requests/merge-request-routes';
import { noteRoutes } from '../api/merge-requests/note-routes';
import { suggestionRoutes } from '../api/merge-requests/suggestion-routes';
import { projectRoutes } from '../api/project-routes';
import { branchRoutes } from '../api/repository/branch-routes';
import { commitRoutes } from '../api/repository/commit-routes';
import { compareRoutes } from '../api/repository/compare-routes';
import { fileRoutes } from '../api/repository/file-routes';
import { graphqlRoute } from '../api/repository/graphql-route';
import { protectedBranchRoutes } from '../api/repository/protected-branch-routes';
import { revertRoute } from '../api/repository/revert-route';
import { statusRoutes } from '../api/repository/status-routes';
import { tokenRoutes } from '../api/token-routes';
import { userRoutes } from '../api/user-routes';
import { authorizeRoutes } from '../oauth/authorize-routes';
import { oauthTokenRoutes } from '../oauth/token-routes';
import { projectPages } from '../pages/project-pages';
import { Sessions } from '../pages/sessions';
import { signInRoutes } from '../pages/sign-in-routes';
import type { Sandbox } from '../sandbox';
import { ApiError } from './api-error';
import { authenticate } from './authenticate';
import type { ApiEnv } from './context';
import { injectFaults } from './inject-faults';
import { journalRequests } from './journal-requests';
import { rateLimit } from './rate-limit';

const LARGEST_BODY = 100 * 1024 * 1024;

/** The whole of the sandbox's HTTP side except git: REST under `/api/v4`, OAuth, pages. */
export function createApi(sandbox: Sandbox): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.use('*', async (c, next) => {
    c.set('sandbox', sandbox);
    c.set('identity', null);
    c.header('X-Request-Id', randomUUID());
    await next();
  });
  app.use('*', journalRequests);
  app.use('*', async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > LARGEST_BODY)
      return c.json({ error: '413 Request Entity Too Large' }, 413);
    return next();
  });

  const limit = rateLimit();
  const v4 = new Hono<ApiEnv>();
  v4.use('*', injectFaults);
  v4.use('*', limit);
  v4.use('*', authenticate);
  for (const routes of [
    userRoutes,
    projectRoutes,
    memberRoutes,
    tokenRoutes,
    hookRoutes,
    labelRoutes,
    branchRoutes,
    protectedBranchRoutes,
    commitRoutes,
    revertRoute,
    statusRoutes,
    fileRoutes,
    compareRoutes,
    mergeRequestRoutes,
    noteRoutes,
    discussionRoutes,
    draftNoteRoutes,
    suggestionRoutes,
    approvalRoutes,
  ])
    v4.route('/', routes());
  v4.route('/', ciRoutes(sandbox));
  app.route('/api/v4', v4);

  const graphql = new Hono<ApiEnv>();
  graphql.use('/graphql', injectFaults);
  graphql.use('/graphql', limit);
  graphql.use('/graphql', authenticate);
  graphql.route('/', graphqlRoute());
  app.route('/api', graphql);

  const sessions = new Sessions();
  app.use('/oauth/*', injectFaults);
  app.route('/', oauthTokenRoutes());
  app.route('/', authorizeRoutes(sessions));
  app.route('/', signInRoutes(sessions));
  app.route('/', projectPages(sessions));

  app.notFound((c) => c.json({ error: '404 Not Found' }, 404));
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json(error.body, error.status, error.headers);
    console.error(`${c.req.method} ${c.req.path}:`, error);
    return c.json({ message: '500 Internal Server Error' }, 500);
  });
  return app;
}
