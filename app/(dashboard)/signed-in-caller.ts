import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { currentCaller } from '@/lib/auth/current-caller';
import type { Caller } from '@/lib/operations/caller';

/** Who asks for this page; without a session they sign in first and come back to it. */
export async function signedInCaller(): Promise<Extract<Caller, { kind: 'person' }>> {
  const caller = await currentCaller();
  if (caller?.kind === 'person') return caller;
  const path = (await headers()).get('x-pipemend-path');
  redirect(path && path !== '/' ? `/sign-in?to=${encodeURIComponent(path)}` : '/sign-in');
}
