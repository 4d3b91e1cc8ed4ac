import { CircleAlert, FolderGit2, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Callout } from '@/components/ui/callout';
import { Brand } from './brand';
import { NavLink } from './nav-link';
import { UserMenu } from './user-menu';

interface AppShellProps {
  readonly name: string;
  readonly waiting: number;
  readonly connections: readonly {
    readonly instanceName: string;
    readonly username: string;
    readonly state: 'active' | 'broken';
  }[];
  readonly children: ReactNode;
}

/** The frame around every page of a signed-in person: navigation at the side, on small screens at the top. */
export function AppShell({ name, waiting, connections, children }: AppShellProps) {
  const broken = connections.filter(({ state }) => state === 'broken');
  return (
    <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 flex h-13 items-center gap-1 border-b border-line bg-surface px-3 lg:h-dvh lg:flex-col lg:items-stretch lg:border-r lg:border-b-0 lg:px-3 lg:py-3.5">
        <div className="mr-auto lg:mr-0 lg:mb-3.5 lg:px-2">
          <Brand />
        </div>
        <nav aria-label="Main" className="flex gap-0.5 lg:flex-col">
          <NavLink
            href="/failures"
            icon={<CircleAlert aria-hidden className="hidden sm:block" />}
            count={{ value: waiting, meaning: 'waiting for approval' }}
          >
            Failures
          </NavLink>
          <NavLink href="/projects" icon={<FolderGit2 aria-hidden className="hidden sm:block" />}>
            Projects
          </NavLink>
        </nav>
        <div className="lg:mt-auto">
          <UserMenu name={name} connections={connections} />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto max-w-[84rem] px-4 py-5 sm:px-6 lg:px-8 lg:py-6">
          {broken.map(({ instanceName }) => (
            <Callout key={instanceName} tone="warning" icon={TriangleAlert} className="mb-4">
              Your sign-in to {instanceName} no longer works, so its projects are hidden and nothing is
              written on your behalf.{' '}
              <Link href="/sign-in" className="font-medium underline">
                Sign in again
              </Link>
            </Callout>
          ))}
          {children}
        </div>
      </main>
    </div>
  );
}
