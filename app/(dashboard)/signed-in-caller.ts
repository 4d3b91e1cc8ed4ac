import { headers } from 'next/headers';
import { callerOrSignIn } from '@/lib/http/caller-or-sign-in';

/** Who asks for this page; without a session they sign in first and come back to it. */
export async function signedInCaller() {
  return callerOrSignIn((await headers()).get('x-pipemend-path') ?? undefined);
}
