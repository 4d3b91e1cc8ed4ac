import { PrismaAdapter } from '@auth/prisma-adapter';
import type { NextAuthOptions, Session } from 'next-auth';

import { db } from '@/lib/db/client';
import { env } from '@/lib/env';

export interface SignedInSession extends Session {
  readonly userId: string;
}

/** What reading a session needs: the same as signing in, without the ways to do so. */
export function sessionOptions(): NextAuthOptions {
  return {
    secret: env().nextAuthSecret,
    session: { strategy: 'database', maxAge: 14 * 24 * 60 * 60, updateAge: 60 * 60 },
    adapter: PrismaAdapter(db),
    providers: [],
    callbacks: {
      session: ({ session, user }): SignedInSession => ({
        expires: session.expires,
        userId: user.id,
        user: { name: user.name ?? null },
      }),
    },
  };
}
