import { cache } from 'react';
import { getServerSession } from 'next-auth';

import type { Caller } from '@/lib/operations/caller';

import { sessionOptions, type SignedInSession } from './session-options';

/**
 * Who is signed in, as the caller of operations; null for nobody. For server components, server actions and route
 * handlers; within one rendering it is asked once.
 */
export const currentCaller = cache(async (): Promise<Extract<Caller, { kind: 'person' }> | null> => {
  const session = await getServerSession<ReturnType<typeof sessionOptions>, SignedInSession>(
    sessionOptions(),
  );
  if (!session) return null;
  return { kind: 'person', userId: session.userId, name: session.user?.name ?? 'Somebody' };
});
