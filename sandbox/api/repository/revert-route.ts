import { Hono } from 'hono';

import { canPush } from '../../access/can-push';
import { badRequest, forbidden, notFound } from '../../http/api-error';
import type { ApiEnv } from '../../http/context';
import { requireMember } from '../../http/guards';
import { readParams } from '../../http/read-params';
import { revertCommit } from '../../repository/revert-commit';
import { commitShape } from '../../shape/commit-shape';
import { ACCESS } from '../../store/records';
import { requireCommit } from './commit-routes';

/** The reverse of a commit, committed to a branch. */
export function revertRoute(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.post('/projects/:id/repository/commits/:sha/revert', async (c) => {
    const { sandbox } = c.var;
    const { project, user } = requireMember(c, ACCESS.developer);
    const branch = (await readParams(c)).requiredString('branch');
    const commit = await requireCommit(c, project);
    const head = await sandbox.git.resolve(project.id, `refs/heads/${branch}`);
    if (head === null) throw notFound('Branch');
    if (!canPush(sandbox.store, project, user.id, branch))
      throw forbidden('You are not allowed to push into this branch');
    const outcome = await revertCommit(sandbox, { project, user, branch, head, commit });
    if (outcome.kind === 'moved')
      throw badRequest(`Could not update ${branch}. Please refresh and try again.`);
    if (outcome.kind === 'refused') {
      const message =
        'Sorry, we cannot revert this commit automatically. This commit may already have been reverted, ' +
        'or a more recent commit may have updated some of its content.';
      return c.json({ message, error_code: outcome.code }, 400);
    }
    const made = await sandbox.git.commit(project.id, outcome.sha);
    if (!made) throw notFound('Commit');
    return c.json(commitShape(sandbox, project, made), 201);
  });
  return app;
}
