import { redirect } from 'next/navigation';

import { currentCaller } from '@/lib/auth/current-caller';
import type { Caller } from '@/lib/operations/caller';

/** Who is signed in; sends everybody else to the sign-in page, and back to `path` (of ours) afterwards. */
export async function callerOrSignIn(path = '/'): Promise<Extract<Caller, { kind: 'person' }>> {
  const caller = await currentCaller();
  if (caller) return caller;
  const back = path.startsWith('/') && !path.startsWith('//') ? path : '/';
  redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}
