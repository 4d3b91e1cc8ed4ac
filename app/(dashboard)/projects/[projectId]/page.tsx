import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureTable } from '@/components/failure/failure-table';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { PageHeader } from '@/components/layout/page-header';
import { ActivityList } from '@/components/project/activity-list';
import { AllowedJobs } from '@/components/project/allowed-jobs';
import { HealthList } from '@/components/project/health-list';
import { LevelSelect } from '@/components/project/level-select';
import { ConnectionActions } from '@/components/project/connection-actions';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ExternalLink } from '@/components/ui/external-link';
import { levelFace } from '@/lib/format/level-face';
import { projectHealth } from '@/lib/format/project-health';
import { visibleText } from '@/lib/format/visible-text';
import { getProject } from '@/lib/operations/get-project';
import { listAuditEvents } from '@/lib/operations/list-audit-events';
import { listFailures } from '@/lib/operations/list-failures';
import { services } from '@/lib/runtime';
import { orNotFound } from '../../or-not-found';
import { signedInCaller } from '../../signed-in-caller';
import { allow, changeLevel, connect, disallow, disconnect } from '../actions';

export const metadata: Metadata = { title: 'Project' };

export default async function ProjectPage({ params }: { params: Promise<{ projectId: string }> }) {
  const caller = await signedInCaller();
  const { projectId } = await params;
  const project = await orNotFound(getProject(services(), caller, { projectId }));
  const [failures, activity] = await Promise.all([
    listFailures(services(), caller, { projectId, limit: 10 }),
    listAuditEvents(services(), caller, { projectId }),
  ]);
  const now = services().clock.now();
  return (
    <>
      <title>{`${project.name} · Pipemend`}</title>
      <PageHeader
        title={visibleText(project.name)}
        lead={
          <ExternalLink href={project.webUrl}>
            {visibleText(project.pathWithNamespace)} on {visibleText(project.instanceName)}
          </ExternalLink>
        }
        aside={<LiveRefresh />}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <Card
            id="recent"
            title="Recent failures"
            aside={
              <Link
                href={`/failures?project=${project.id}`}
                className="text-[13px] text-accent hover:underline"
              >
                All failures
              </Link>
            }
            className="overflow-hidden"
          >
            {failures.items.length > 0 ? (
              <FailureTable rows={failures.items} now={now} showProject={false} />
            ) : (
              <EmptyState icon={CircleCheck} title="No failures so far">
                When a pipeline of this project fails, it appears here by itself.
              </EmptyState>
            )}
          </Card>
          <Card id="activity" title="What was done">
            <ActivityList items={activity.items} now={now} />
          </Card>
        </div>
        <aside aria-label="Settings and health" className="min-w-0 space-y-4">
          <Card id="level" title="Automation level">
            <div className="space-y-2 p-4">
              <LevelSelect
                projectId={project.id}
                projectName={project.name}
                level={project.level}
                mayConfigure={project.mayConfigure}
                setLevel={changeLevel}
              />
              <p className="text-[13px] text-muted">{levelFace[project.level].explanation}</p>
              {!project.mayConfigure && (
                <p className="text-[13px] text-muted">A Maintainer of the project can change it.</p>
              )}
            </div>
          </Card>
          <Card id="health" title="Health">
            <HealthList
              now={now}
              checks={projectHealth({
                hookVerifiedAt: project.hookVerifiedAt,
                lastDeliveryAt: project.lastDeliveryAt,
                writerState: project.writer.state === 'active' ? 'active' : 'broken',
              })}
            />
            <p className="border-t border-line px-4 py-2.5 text-[13px] text-muted">
              Reads and writes with the sign-in of @{visibleText(project.writer.username)}.
            </p>
            {project.mayConfigure && (
              <div className="flex flex-wrap gap-2 border-t border-line px-4 py-3">
                <ConnectionActions
                  projectId={project.id}
                  projectName={project.name}
                  instanceId={project.instanceId}
                  gitlabProjectId={project.gitlabProjectId}
                  connect={connect}
                  disconnect={disconnect}
                />
              </div>
            )}
          </Card>
          <Card id="allowed-jobs" title="Jobs that a validation may run">
            <AllowedJobs
              projectId={project.id}
              jobs={project.allowedJobs}
              mayConfigure={project.mayConfigure}
              allow={allow}
              disallow={disallow}
            />
          </Card>
        </aside>
      </div>
    </>
  );
}
