import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';

import { authOptions } from '@/lib/auth/auth-options';

interface Context {
  readonly params: Promise<{ nextauth: string[] }>;
}

/** Sign-in and sign-out; the providers are read from the database at each request. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  return (await NextAuth(request as never, context as never, await authOptions())) as Response;
}

export { handler as GET, handler as POST };
