import { Hono } from 'hono';

import { projectAccess } from '../../access/access-level';
import { conflict, forbidden, notFound, unauthorized } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser, requireGroup, requireMember, requireMergeRequest } from '../../http/guards';
import { paginate } from '../../http/paginate';
import { readParams } from '../../http/read-params';
import { setApproval } from '../../notes/execute-quick-actions';
import { userById } from '../../shape/user-shape';
import { ACCESS } from '../../store/records';
import type { AwardRecord, MergeRequestRecord, NoteRecord } from '../../store/records';
import { notesOf, requireNote } from './write-note';

const ONE = '/projects/:id/merge_requests/:merge_request_iid';

/**
 * Approvals and emoji. Approving is in the Free tier; rules about approvals, their counts and service accounts are not, and
 * are refused as GitLab refuses them there.
 */
export function approvalRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get(`${ONE}/approvals`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.reporter);
    return c.json(approvals(c, mergeRequest));
  });
  for (const [verb, approved] of [
    ['approve', true],
    ['unapprove', false],
  ] as const) {
    app.post(`${ONE}/${verb}`, async (c) => {
      const { mergeRequest, accessLevel } = requireMergeRequest(c, ACCESS.reporter);
      const user = currentUser(c);
      const sha = (await readParams(c)).string('sha');
      if (accessLevel < ACCESS.developer || (approved && mergeRequest.authorId === user.id))
        throw unauthorized();
      if (sha !== undefined && sha !== mergeRequest.headSha)
        throw conflict(`SHA does not match HEAD of source branch: ${mergeRequest.headSha}`);
      if (!approved && !mergeRequest.approvedByIds.includes(user.id)) throw notFound();
      await setApproval(c.var.sandbox, mergeRequest, user, approved);
      return c.json(approvals(c, mergeRequest), 201);
    });
  }

  // Premium.
  for (const path of [
    `${ONE}/approvals`,
    '/projects/:id/approvals',
    '/projects/:id/approval_rules',
    `${ONE}/approval_rules`,
  ])
    app.post(path, (c) => {
      requireMember(c, ACCESS.guest);
      throw forbidden();
    });
  for (const path of [
    '/projects/:id/approval_rules',
    `${ONE}/approval_rules`,
    `${ONE}/approval_state`,
    '/projects/:id/approvals',
  ])
    app.get(path, (c) => {
      requireMember(c, ACCESS.guest);
      throw forbidden();
    });
  for (const method of ['GET', 'POST'])
    app.on(method, '/groups/:id/service_accounts', (c) => {
      requireGroup(c, ACCESS.guest);
      throw forbidden();
    });
  app.post('/service_accounts', (c) => {
    currentUser(c);
    throw forbidden();
  });

  awards(app, `${ONE}/award_emoji`, (c) => ({
    kind: 'merge_request',
    id: requireMergeRequest(c, ACCESS.guest).mergeRequest.id,
  }));
  awards(app, `${ONE}/notes/:note_id/award_emoji`, (c) => {
    const { mergeRequest } = requireMergeRequest(c, ACCESS.guest);
    const note: NoteRecord = requireNote(c, notesOf(c, mergeRequest));
    return { kind: 'note', id: note.id };
  });
  return app;
}

function approvals(c: ApiContext, mergeRequest: MergeRequestRecord) {
  const { sandbox } = c.var;
  const user = c.var.identity?.user ?? null;
  const project = sandbox.store.projects.get(mergeRequest.projectId);
  const mine = user !== null && mergeRequest.approvedByIds.includes(user.id);
  const level = user && project ? projectAccess(sandbox.store, user.id, project) : 0;
  return {
    user_has_approved: mine,
    user_can_approve: !mine && level >= ACCESS.developer && mergeRequest.authorId !== user?.id,
    approved: mergeRequest.approvedByIds.length > 0,
    approved_by: mergeRequest.approvedByIds.map((id) => ({ user: userById(sandbox, id) })),
  };
}

function awards(app: Hono<ApiEnv>, base: string, target: (c: ApiContext) => AwardRecord['awardable']): void {
  const list = (c: ApiContext): AwardRecord[] => {
    const { kind, id } = target(c);
    return [...c.var.sandbox.store.awards.values()].filter(
      (award) => award.awardable.kind === kind && award.awardable.id === id,
    );
  };
  const shape = (c: ApiContext, award: AwardRecord) => ({
    id: award.id,
    name: award.name,
    user: userById(c.var.sandbox, award.userId),
    created_at: award.createdAt,
    updated_at: award.createdAt,
    awardable_id: award.awardable.id,
    awardable_type: award.awardable.kind === 'note' ? 'Note' : 'MergeRequest',
    url: null,
  });
  app.get(base, (c) => c.json(paginate(c, list(c)).map((award) => shape(c, award))));
  app.post(base, async (c) => {
    const user = currentUser(c);
    const { store, clock } = c.var.sandbox;
    const name = (await readParams(c)).requiredString('name').replace(/^:|:$/g, '');
    if (!/^[\w+-]{1,60}$/.test(name)) throw notFound('Award Emoji Name is not a valid emoji name');
    if (list(c).some((award) => award.name === name && award.userId === user.id))
      throw notFound('Award Emoji Name has already been taken');
    const award: AwardRecord = {
      id: store.nextId('award'),
      name,
      userId: user.id,
      awardable: target(c),
      createdAt: clock.now().toISOString(),
    };
    store.awards.set(award.id, award);
    return c.json(shape(c, award), 201);
  });
  app.delete(`${base}/:award_id`, (c) => {
    const user = currentUser(c);
    const award = list(c).find((one) => one.id === Number(c.req.param('award_id')));
    if (!award) throw notFound();
    if (award.userId !== user.id) throw unauthorized();
    c.var.sandbox.store.awards.delete(award.id);
    return c.body(null, 204);
  });
}
