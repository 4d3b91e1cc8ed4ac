import { z } from 'zod';
import { automationLevel, type AutomationLevel } from '@/lib/domain/automation-level';
import { category as categorySchema, type Category } from '@/lib/domain/category';
import { type ControlOutcome, controlOutcome } from '@/lib/domain/control-outcome';
import { failureStatus, type FailureStatus } from '@/lib/domain/failure-status';
import { verdict as verdictSchema, type Verdict } from '@/lib/domain/verdict';
import { failureInclude, type FailureRow } from './failure-detail/failure-row';
import { type DiagnosisView, viewDiagnosis } from './failure-detail/view-diagnosis';
import { type FixView, viewFix } from './failure-detail/view-fix';
import { housekeeping, timelineOf, type TimelineEntry } from './failure-detail/timeline';
import { failureScope } from './failure-scope';
import { possibleFailureActions, type Possibility } from './possible-actions';
import { query } from './query';

export interface FailureDetail {
  readonly id: string;
  readonly title: string;
  readonly sha: string;
  readonly branch: string;
  readonly status: FailureStatus;
  readonly statusReason: string;
  readonly category: Category;
  readonly verdict: Verdict;
  readonly summary: string;
  readonly fingerprint: string | null;
  readonly mergeRequestIid: number | null;
  readonly mergeRequestUrl: string | null;
  readonly fromFork: boolean;
  readonly detectedAt: Date;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly pathWithNamespace: string;
    readonly webUrl: string;
    readonly level: AutomationLevel;
  };
  /** The one at the root first. */
  readonly pipelines: readonly {
    readonly pipelineId: string;
    readonly isChild: boolean;
    readonly source: string;
    readonly webUrl: string;
  }[];
  readonly diagnoses: readonly DiagnosisView[];
  /** Failed jobs that no diagnosis explains yet. */
  readonly undiagnosedJobs: readonly {
    readonly id: string;
    readonly name: string;
    readonly webUrl: string;
  }[];
  readonly fixes: readonly FixView[];
  readonly controlRuns: readonly {
    readonly id: string;
    readonly jobName: string;
    readonly outcome: ControlOutcome;
    readonly reason: string;
  }[];
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
  readonly actions: { readonly dismiss: Possibility; readonly retry: Possibility };
}

/** One failure with everything that is known of it and what the caller can do. `not-found` where they may not see it. */
export const getFailure = query({
  permission: 'reporter',
  input: z.object({ failureId: z.uuid() }),
  scope: (services, { failureId }) => failureScope(services, failureId),
  run: async ({ services, caller, scope, input }): Promise<FailureDetail> => {
    const [row, audit, accessLevel] = await Promise.all([
      services.db.failure.findUniqueOrThrow({ where: { id: input.failureId }, include: failureInclude }),
      services.db.auditEvent.findMany({
        where: {
          failureId: input.failureId,
          workspaceId: scope.workspaceId,
          action: { notIn: [...housekeeping] },
        },
        orderBy: { id: 'asc' },
        take: 500,
      }),
      caller.kind === 'person' ? services.roles.accessLevel(caller.userId, scope) : null,
    ]);
    return { ...viewFailure(row, accessLevel), timeline: timelineOf(row, audit) };
  },
});

function viewFailure(row: FailureRow, accessLevel: number | null): Omit<FailureDetail, 'timeline'> {
  const status = failureStatus.parse(row.status);
  const jobNames = new Map(row.jobs.map(({ jobId, name }) => [jobId, name]));
  return {
    id: row.id,
    title: row.title,
    sha: row.sha,
    branch: row.branch,
    status,
    statusReason: row.statusReason,
    category: categorySchema.parse(row.category),
    verdict: verdictSchema.parse(row.verdict),
    summary: row.summary,
    fingerprint: row.fingerprint,
    mergeRequestIid: row.mergeRequestIid,
    mergeRequestUrl: row.mergeRequestUrl,
    fromFork: row.sourceProjectId !== null,
    detectedAt: row.detectedAt,
    project: {
      id: row.project.id,
      name: row.project.name,
      pathWithNamespace: row.project.pathWithNamespace,
      webUrl: row.project.webUrl,
      level: automationLevel.parse(row.project.level),
    },
    pipelines: row.pipelines.map((pipeline) => ({
      pipelineId: String(pipeline.pipelineId),
      isChild: pipeline.parentPipelineId !== null,
      source: pipeline.source,
      webUrl: pipeline.webUrl,
    })),
    diagnoses: row.diagnoses.map(viewDiagnosis),
    undiagnosedJobs: row.jobs
      .filter(({ diagnosisId }) => diagnosisId === null)
      .map(({ id, name, webUrl }) => ({ id, name, webUrl })),
    fixes: row.fixes.map((fix) => viewFix(fix, { failureStatus: status, accessLevel })),
    controlRuns: row.controlRuns.map((run) => ({
      id: run.id,
      jobName: jobNames.get(run.jobId) ?? `job ${run.jobId}`,
      outcome: controlOutcome.parse(run.outcome),
      reason: run.reason,
    })),
    actions: possibleFailureActions({ status, round: row.round, accessLevel }),
  };
}
