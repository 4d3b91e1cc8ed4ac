import { timingSafeEqual } from 'node:crypto';

import { getCookie, setCookie } from 'hono/cookie';

import { newSecret } from '../access/token-digest';
import type { ApiContext } from '../http/context';
import type { UserRecord } from '../store/records';

const COOKIE = '_sandbox_session';

interface Session {
  userId: number;
  /** Must come back with every form, so that no other site can send one. */
  formToken: string;
}

/** Who is signed in at the pages, in memory: a restart signs everyone out. */
export class Sessions {
  private readonly sessions = new Map<string, Session>();

  begin(c: ApiContext, user: UserRecord): void {
    const id = newSecret();
    this.sessions.set(id, { userId: user.id, formToken: newSecret() });
    setCookie(c, COOKIE, id, { httpOnly: true, sameSite: 'Lax', path: '/' });
  }

  end(c: ApiContext): void {
    this.sessions.delete(getCookie(c, COOKIE) ?? '');
    setCookie(c, COOKIE, '', { httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 0 });
  }

  find(c: ApiContext): { user: UserRecord; formToken: string } | null {
    const session = this.sessions.get(getCookie(c, COOKIE) ?? '');
    const user = c.var.sandbox.store.users.get(session?.userId ?? 0);
    return session && user && user.state === 'active' ? { user, formToken: session.formToken } : null;
  }
}

export function sameText(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}
