import { FolderGit2, Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { PageHeader } from '@/components/layout/page-header';
import { ProjectTable } from '@/components/project/project-table';
import { buttonClasses } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listProjects } from '@/lib/operations/list-projects';
import { services } from '@/lib/runtime';
import { signedInCaller } from '../signed-in-caller';
import { changeLevel } from './actions';

export const metadata: Metadata = { title: 'Projects' };

export default async function ProjectsPage() {
  const caller = await signedInCaller();
  const projects = await listProjects(services(), caller);
  const connectLink = (
    <Link href="/projects/connect" className={buttonClasses({ look: 'primary' })}>
      <Plus aria-hidden /> Connect a project
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Projects"
        lead="Connected projects, how far automation may go in each, and whether all is well."
        aside={
          projects.length > 0 && (
            <>
              <LiveRefresh />
              {connectLink}
            </>
          )
        }
      />
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {projects.length > 0 ? (
          <ProjectTable projects={projects} now={services().clock.now()} setLevel={changeLevel} />
        ) : (
          <EmptyState icon={FolderGit2} title="No project is connected yet" action={connectLink}>
            Connecting adds a webhook to the project. Until you raise its level, nothing is ever written to
            anyone’s branch unasked.
          </EmptyState>
        )}
      </div>
    </>
  );
}
