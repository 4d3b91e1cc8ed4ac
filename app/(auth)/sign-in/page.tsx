import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BrandMark } from '@/components/layout/brand-mark';
import { SignInButton } from '@/components/layout/sign-in-button';
import { Callout } from '@/components/ui/callout';
import { currentCaller } from '@/lib/auth/current-caller';
import { env } from '@/lib/env';
import { ensureFirstInstance } from '@/lib/operations/ensure-first-instance';
import { type InstanceListItem, listInstances } from '@/lib/operations/list-instances';
import { services } from '@/lib/runtime';
import { returnPath } from './return-path';
import { signInProblem } from './sign-in-problem';

export const metadata: Metadata = { title: 'Sign in' };

interface SignInPageProps {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const path = returnPath(callbackUrl);
  if (callbackUrl !== undefined && !error && (await currentCaller())) redirect(path);
  const instances = await knownInstances();
  const problem = signInProblem(error);
  return (
    <main className="grid min-h-dvh place-items-center p-4">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-3 text-center">
          <BrandMark className="size-11" />
          <h1 className="text-2xl font-semibold tracking-tight">Pipemend</h1>
          <p className="text-muted">GitLab pipelines that mend themselves, and can prove it.</p>
        </div>
        <div className="space-y-3 rounded-lg border border-line bg-surface p-5">
          {problem && (
            <Callout tone="danger" role="alert">
              {problem}
            </Callout>
          )}
          {instances.length === 0 ? (
            <p className="text-muted">
              No GitLab is set up yet. An administrator names the first one in this installation’s settings
              (PIPEMEND_GITLAB_URL).
            </p>
          ) : (
            instances.map((instance) => (
              <SignInButton
                key={instance.id}
                providerId={instance.providerId}
                name={instance.name}
                host={new URL(instance.baseUrl).host}
                returnTo={path}
              />
            ))
          )}
        </div>
        <p className="mt-4 text-center text-xs text-muted">
          You see a project here exactly when GitLab lets you see it.
        </p>
      </div>
    </main>
  );
}

/** On the very first visit the GitLab of the settings is not in the database yet. */
async function knownInstances(): Promise<InstanceListItem[]> {
  const known = await listInstances(services());
  if (known.length > 0) return known;
  await ensureFirstInstance(services().db, env().firstInstance);
  return listInstances(services());
}
