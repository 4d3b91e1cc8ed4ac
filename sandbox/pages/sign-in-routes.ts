import { Hono } from 'hono';
import { html } from 'hono/html';

import type { ApiContext, ApiEnv } from '../http/context';
import { readParams } from '../http/read-params';
import { findUser } from '../people/add-user';
import { page } from './layout';
import { sameText } from './sessions';
import type { Sessions } from './sessions';

/** Signing in to the pages with a seeded person's name and password. */
export function signInRoutes(sessions: Sessions): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.get('/users/sign_in', (c) => form(c, c.req.query('return_to') ?? '/', null));
  app.post('/users/sign_in', async (c) => {
    const params = await readParams(c);
    const user = findUser(c.var.sandbox.store, params.string('username') ?? '');
    const returnTo = localPath(params.string('return_to') ?? '/');
    if (
      !user ||
      user.bot ||
      user.state === 'blocked' ||
      !sameText(user.password, params.string('password') ?? '')
    )
      return form(c, returnTo, 'Invalid login or password.');
    sessions.begin(c, user);
    return c.redirect(returnTo, 302);
  });
  app.post('/users/sign_out', (c) => {
    sessions.end(c);
    return c.redirect('/users/sign_in', 302);
  });
  return app;
}

/** A path on this server, so that signing in never leads elsewhere. */
function localPath(path: string): string {
  return /^\/(?![/\\])/.test(path) && !/[\r\n]/.test(path) ? path : '/';
}

export const signInFirst = (c: ApiContext) => {
  const url = new URL(c.req.url);
  return c.redirect(`/users/sign_in?return_to=${encodeURIComponent(url.pathname + url.search)}`, 302);
};

function form(c: ApiContext, returnTo: string, problem: string | null) {
  const people = [...c.var.sandbox.store.users.values()].filter((user) => !user.bot);
  const body = html`${problem === null ? '' : html`<p role="alert"><strong>${problem}</strong></p>`}
    <form method="post" action="/users/sign_in">
      <input type="hidden" name="return_to" value="${returnTo}" />
      <label
        >Username
        <select name="username" id="username">
          ${people.map((user) => html`<option value="${user.username}">${user.username} (${user.name})</option>`)}
        </select></label
      >
      <label
        >Password <input type="password" name="password" id="password" autocomplete="current-password"
      /></label>
      <button type="submit">Sign in</button>
    </form>
    <p>Everybody seeded here has the password "password".</p>`;
  return page(c, 'Sign in', body, problem === null ? 200 : 401);
}
