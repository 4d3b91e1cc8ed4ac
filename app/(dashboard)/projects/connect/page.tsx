import { FolderSearch, TriangleAlert } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import { PageHeader } from '@/components/layout/page-header';
import { ConnectList } from '@/components/project/connect-list';
import { Button } from '@/components/ui/button';
import { Callout } from '@/components/ui/callout';
import { EmptyState } from '@/components/ui/empty-state';
import { visibleText } from '@/lib/format/visible-text';
import { listConnectableProjects } from '@/lib/operations/list-connectable-projects';
import { services } from '@/lib/runtime';
import { signedInCaller } from '../../signed-in-caller';
import { connect } from '../actions';

export const metadata: Metadata = { title: 'Connect a project' };

interface ConnectPageProps {
  searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export default async function ConnectPage({ searchParams }: ConnectPageProps) {
  const caller = await signedInCaller();
  const { search } = await searchParams;
  const text = typeof search === 'string' ? search.trim() : '';
  const { projects, problems } = await listConnectableProjects(services(), caller, {
    search: text || undefined,
  });
  return (
    <>
      <PageHeader
        title="Connect a project"
        lead="Your GitLab projects where you are Maintainer. Connecting adds a webhook and starts at the level Suggest: nothing is written to anyone’s branch unasked."
      />
      <search>
        <Form action="/projects/connect" className="mb-3 flex max-w-md gap-2">
          <input
            type="search"
            name="search"
            defaultValue={text}
            maxLength={200}
            aria-label="Search your projects"
            placeholder="Search your projects"
            className="h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 placeholder:text-muted"
          />
          <Button type="submit">Search</Button>
        </Form>
      </search>
      {problems.map(({ instanceName, reason }) => (
        <Callout key={instanceName} tone="warning" icon={TriangleAlert} role="alert" className="mb-3">
          {visibleText(instanceName)} could not be asked: {visibleText(reason)}
        </Callout>
      ))}
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {projects.length > 0 ? (
          <ConnectList projects={projects} connect={connect} />
        ) : (
          <EmptyState icon={FolderSearch} title="No project found">
            {text
              ? 'No project of yours fits these words.'
              : 'GitLab names no project where you are Maintainer. Ask an owner for that role, or for them to connect the project.'}
          </EmptyState>
        )}
      </div>
    </>
  );
}
