import type { Metadata } from 'next';
import { ControlRuns } from '@/components/failure/control-runs';
import { DiagnosisCard } from '@/components/failure/diagnosis-card';
import { FailureActions } from '@/components/failure/failure-actions';
import { FailureFacts } from '@/components/failure/failure-facts';
import { FailureHead } from '@/components/failure/failure-head';
import { NextMove } from '@/components/failure/next-move';
import { SimilarFailures } from '@/components/failure/similar-failures';
import { Timeline } from '@/components/failure/timeline';
import { UndiagnosedJobs } from '@/components/failure/undiagnosed-jobs';
import { FixActions } from '@/components/fix/fix-actions';
import { FixCard } from '@/components/fix/fix-card';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Card } from '@/components/ui/card';
import { failureStatusFace } from '@/lib/format/failure-status-face';
import { shortSha } from '@/lib/format/short-sha';
import { type FailureDetail, getFailure } from '@/lib/operations/get-failure';
import { listSimilarFailures } from '@/lib/operations/list-similar-failures';
import { services } from '@/lib/runtime';
import { orNotFound } from '../../or-not-found';
import { signedInCaller } from '../../signed-in-caller';
import { approve, dismiss, retry, undo } from './actions';

interface FailurePageProps {
  params: Promise<{ failureId: string }>;
}

export const metadata: Metadata = { title: 'Failure' };

export default async function FailurePage({ params }: FailurePageProps) {
  const caller = await signedInCaller();
  const { failureId } = await params;
  const [failure, similar] = await orNotFound(
    Promise.all([
      getFailure(services(), caller, { failureId }),
      listSimilarFailures(services(), caller, { failureId }),
    ]),
  );
  const now = services().clock.now();
  const title = `${failure.project.name} ${shortSha(failure.sha)}: ${failureStatusFace[failure.status].label}`;
  return (
    <>
      <title>{`${title} · Pipemend`}</title>
      <FailureHead
        failure={failure}
        now={now}
        live={
          <LiveRefresh
            failureId={failure.id}
            announce={`Status: ${failureStatusFace[failure.status].label}`}
          />
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0 space-y-4">
          <NextMove
            status={failure.status}
            reason={failure.statusReason}
            actions={<Actions failure={failure} />}
          />
          {failure.diagnoses.map((diagnosis) => (
            <div key={diagnosis.id} className="space-y-4">
              <DiagnosisCard
                id={diagnosis.id}
                diagnosis={diagnosis}
                jobs={diagnosis.jobs}
                showSummary={diagnosis.summary !== failure.summary}
              />
              <Fixes failure={failure} diagnosisId={diagnosis.id} />
            </div>
          ))}
          {failure.undiagnosedJobs.length > 0 && <UndiagnosedJobs jobs={failure.undiagnosedJobs} />}
          {failure.controlRuns.length > 0 && <ControlRuns runs={failure.controlRuns} />}
        </div>
        <aside aria-label="Details" className="min-w-0 space-y-4">
          <Card id="facts" title="Where">
            <FailureFacts failure={failure} now={now} />
          </Card>
          {similar.times > 0 && (
            <Card id="similar" title="Seen before">
              <SimilarFailures similar={similar} projectId={failure.project.id} now={now} />
            </Card>
          )}
          <Card id="timeline" title="Timeline">
            <Timeline entries={failure.timeline} now={now} />
          </Card>
        </aside>
      </div>
    </>
  );
}

function Actions({ failure }: { failure: FailureDetail }) {
  // With one fix its button stands where the page says how things are; with several, each stands at its own fix.
  const [fix, ...others] = current(failure);
  return (
    <>
      {fix && others.length === 0 && <ActionsOfFix failure={failure} fix={fix} />}
      <FailureActions failureId={failure.id} possible={failure.actions} dismiss={dismiss} retry={retry} />
    </>
  );
}

function Fixes({ failure, diagnosisId }: { failure: FailureDetail; diagnosisId: string }) {
  const hasSeveral = current(failure).length > 1;
  return failure.fixes
    .filter((fix) => fix.diagnosisId === diagnosisId)
    .map((fix) => (
      <FixCard
        key={fix.id}
        fix={fix}
        isPast={!isCurrent(fix)}
        projectUrl={failure.project.webUrl}
        actions={hasSeveral && isCurrent(fix) ? <ActionsOfFix failure={failure} fix={fix} /> : undefined}
      />
    ));
}

type Fix = FailureDetail['fixes'][number];

function ActionsOfFix({ failure, fix }: { failure: FailureDetail; fix: Fix }) {
  return (
    <FixActions
      fixId={fix.id}
      status={fix.status}
      branch={failure.branch}
      possible={fix.actions}
      approve={approve}
      undo={undo}
    />
  );
}

function current(failure: FailureDetail): Fix[] {
  return failure.fixes.filter(isCurrent);
}

function isCurrent(fix: Fix): boolean {
  return !['undone', 'refused', 'not-mended', 'dismissed', 'abandoned'].includes(fix.status);
}
