import { PrismaAdapter } from '@auth/prisma-adapter';
import type { NextAuthOptions } from 'next-auth';
import type { Adapter, AdapterAccount } from 'next-auth/adapters';

import { db } from '@/lib/db/client';
import { env } from '@/lib/env';
import { openInstance } from '@/lib/operations/connections/open-instance';
import { storeConnection } from '@/lib/operations/connections/store-connection';
import { ensureFirstInstance } from '@/lib/operations/ensure-first-instance';
import type { OAuthApplication } from '@/lib/ports/gitlab-access';
import { gitlabAccess } from '@/lib/runtime/gitlab';

import { gitlabProvider, type SignIn } from './gitlab-provider';
import { serverLog } from './server-log';
import { sessionOptions } from './session-options';

/**
 * next-auth for one request: a provider for each known GitLab, sessions in the database, tokens in Connection,
 * sealed. Made anew each time, because what a sign-in learns is kept beside it until it is stored.
 */
export async function authOptions(): Promise<NextAuthOptions> {
  await ensureFirstInstance(db, env().firstInstance);
  const instances = await db.instance.findMany();
  let learnt: (SignIn & { instanceId: string }) | null = null;

  async function keepTokens(tx: Parameters<typeof storeConnection>[0], userId: string): Promise<void> {
    if (!learnt) throw new Error('A sign-in came without its tokens.');
    const { instanceId, profile, grant } = learnt;
    const { id: gitlabUserId, username } = profile;
    await storeConnection(tx, { userId, instanceId, gitlabUserId, username, grant });
  }

  return {
    ...sessionOptions(),
    providers: instances.flatMap((row) => {
      const application = openOrSkip(row);
      if (!application) return [];
      return gitlabProvider({ id: row.id, name: row.name, application }, gitlabAccess(), (signIn) => {
        learnt = { ...signIn, instanceId: row.id };
      });
    }),
    adapter: {
      ...(PrismaAdapter(db) as Adapter),
      async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
        await db.$transaction(async (tx) => {
          await tx.account.create({ data: { userId, type, provider, providerAccountId } });
          await keepTokens(tx, userId);
        });
      },
    },
    callbacks: {
      ...sessionOptions().callbacks,
      // Runs at every sign-in, before the session is made; somebody new is stored by linkAccount instead.
      async signIn({ account }) {
        if (!account) return false;
        const { provider, providerAccountId } = account;
        const known = await db.account.findUnique({
          where: { provider_providerAccountId: { provider, providerAccountId } },
        });
        try {
          if (known) await db.$transaction((tx) => keepTokens(tx, known.userId));
        } catch (error) {
          serverLog().error({ provider, error: String(error) }, 'The tokens of a sign-in could not be kept');
          return false;
        }
        return true;
      },
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    logger: {
      error: (code, metadata) => {
        const { error } = metadata instanceof Error ? { error: metadata } : metadata;
        serverLog().error({ code, error: error instanceof Error ? error.message : '' }, 'Sign-in failed');
      },
      warn: (code) => serverLog().warn({ code }, 'next-auth warns'),
      debug: () => undefined,
    },
  };
}

/** One instance whose secret does not open any more must not keep everybody else from signing in. */
function openOrSkip(row: Parameters<typeof openInstance>[0]): OAuthApplication | null {
  try {
    return openInstance(row);
  } catch (error) {
    serverLog().error({ instance: row.id, error: String(error) }, "An instance's secret does not open");
    return null;
  }
}
