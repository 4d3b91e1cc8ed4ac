import { Hono } from 'hono';

import { projectAccess } from '../../access/access-level';
import { ApiError, badRequest, forbidden, invalidParameter } from '../../http/api-error';
import type { ApiContext, ApiEnv } from '../../http/context';
import { currentUser } from '../../http/guards';
import { readParams } from '../../http/read-params';
import { applySuggestions } from '../../notes/apply-suggestions';
import { suggestionShape } from '../../shape/note-shape';
import { ACCESS } from '../../store/records';
import type { SuggestionRecord } from '../../store/records';

/** Applying suggestions, one or several as one commit. */
export function suggestionRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/suggestions/:id', (c) =>
    c.json(suggestionShape(c.var.sandbox, requireSuggestion(c, Number(c.req.param('id'))))),
  );

  app.put('/suggestions/batch_apply', async (c) => {
    const params = await readParams(c);
    const ids = params.integers('ids');
    if (!ids || ids.length === 0) throw invalidParameter('ids is missing');
    const suggestions = ids.map((id) => requireSuggestion(c, id));
    return c.json(await apply(c, suggestions, params.string('commit_message') ?? null));
  });

  app.put('/suggestions/:id/apply', async (c) => {
    const params = await readParams(c);
    const suggestion = requireSuggestion(c, Number(c.req.param('id')));
    const applied = await apply(c, [suggestion], params.string('commit_message') ?? null);
    return c.json(applied[0]);
  });
  return app;
}

async function apply(c: ApiContext, suggestions: SuggestionRecord[], message: string | null) {
  const outcome = await applySuggestions(c.var.sandbox, currentUser(c), suggestions, message);
  if (outcome.kind === 'forbidden') throw forbidden();
  if (outcome.kind === 'refused') throw badRequest(outcome.message);
  return outcome.suggestions.map((one) => suggestionShape(c.var.sandbox, one));
}

/** A suggestion in a project that this person can see. */
function requireSuggestion(c: ApiContext, id: number): SuggestionRecord {
  const { store } = c.var.sandbox;
  const user = currentUser(c);
  const suggestion = store.suggestions.get(id);
  const project = store.projects.get(store.notes.get(suggestion?.noteId ?? 0)?.projectId ?? 0);
  if (!suggestion || !project || projectAccess(store, user.id, project) < ACCESS.guest)
    throw new ApiError(404, { message: 'Suggestion is not applicable as the suggestion was not found.' });
  return suggestion;
}
