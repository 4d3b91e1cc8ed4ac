import { CircleCheck, FolderGit2, ListFilter } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureFilters } from '@/components/failure/failure-filters';
import { FailureTable } from '@/components/failure/failure-table';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { PageHeader } from '@/components/layout/page-header';
import { buttonClasses } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { category } from '@/lib/domain/category';
import { failureStatus } from '@/lib/domain/failure-status';
import { categoryLabel } from '@/lib/format/category-label';
import { failureStatusFace } from '@/lib/format/failure-status-face';
import { listFailures } from '@/lib/operations/list-failures';
import { visibleProjects } from '@/lib/operations/visible-projects';
import { services } from '@/lib/runtime';
import { signedInCaller } from '../signed-in-caller';
import { type AddressFilter, filterFromAddress, type SearchParams } from './filter-from-address';

export const metadata: Metadata = { title: 'Failures' };

export default async function FailuresPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const caller = await signedInCaller();
  const filter = filterFromAddress(await searchParams);
  const now = services().clock.now();
  const [page, projects] = await Promise.all([
    listFailures(services(), caller, {
      projectId: filter.project || undefined,
      category: filter.category || undefined,
      statuses: filter.statuses,
      cursor: filter.after || undefined,
    }),
    visibleProjects(services(), caller),
  ]);
  const isFiltered = Boolean(filter.project || filter.category || filter.status);
  return (
    <>
      <PageHeader
        title="Failures"
        lead="Red pipelines of your projects, why they are red, and what is being done."
        aside={<LiveRefresh />}
      />
      {projects.length > 0 && (
        <div className="mb-3">
          <FailureFilters fields={fieldsOf(filter, projects)} />
        </div>
      )}
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {page.items.length > 0 ? (
          <FailureTable rows={page.items} now={now} />
        ) : (
          <NoFailures hasProjects={projects.length > 0} isFiltered={isFiltered} />
        )}
      </div>
      <Pages filter={filter} next={page.next} />
    </>
  );
}

function fieldsOf(filter: AddressFilter, projects: Awaited<ReturnType<typeof visibleProjects>>) {
  return [
    {
      name: 'status',
      label: 'Status',
      all: 'Any status',
      value: filter.status,
      options: [
        { value: 'open', label: 'Open' },
        { value: 'working', label: 'In progress' },
        ...failureStatus.options.map((value) => ({ value, label: failureStatusFace[value].label })),
      ],
    },
    {
      name: 'category',
      label: 'Category',
      all: 'Any category',
      value: filter.category,
      options: category.options.map((value) => ({ value, label: categoryLabel[value] })),
    },
    {
      name: 'project',
      label: 'Project',
      all: 'All projects',
      value: filter.project,
      options: projects.map(({ row }) => ({ value: row.id, label: row.pathWithNamespace })),
    },
  ];
}

function NoFailures({ hasProjects, isFiltered }: { hasProjects: boolean; isFiltered: boolean }) {
  if (!hasProjects) {
    return (
      <EmptyState
        icon={FolderGit2}
        title="Connect your first project"
        action={
          <Link href="/projects/connect" className={buttonClasses({ look: 'primary' })}>
            Connect a project
          </Link>
        }
      >
        Pipemend watches the pipelines of the projects that you connect. When one fails, it says why here.
      </EmptyState>
    );
  }
  if (isFiltered) {
    return (
      <EmptyState
        icon={ListFilter}
        title="No failure matches"
        action={
          <Link href="/failures" className={buttonClasses()}>
            Clear the filters
          </Link>
        }
      >
        There may be others with another status, category or project.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CircleCheck} title="No failures so far">
      When a pipeline of a connected project fails, it appears here by itself.
    </EmptyState>
  );
}

function Pages({ filter, next }: { filter: AddressFilter; next: string | null }) {
  if (!next && !filter.after) return null;
  const address = (after: string | null) => {
    const query = new URLSearchParams();
    if (filter.status) query.set('status', filter.status);
    if (filter.category) query.set('category', filter.category);
    if (filter.project) query.set('project', filter.project);
    if (after) query.set('after', after);
    return `/failures?${query.toString()}`;
  };
  return (
    <nav aria-label="Pages" className="mt-3 flex justify-between gap-2">
      {filter.after ? (
        <Link href={address(null)} className={buttonClasses()}>
          Newest
        </Link>
      ) : (
        <span />
      )}
      {next && (
        <Link href={address(next)} className={buttonClasses()}>
          Older
        </Link>
      )}
    </nav>
  );
}
