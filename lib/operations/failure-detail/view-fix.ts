import { z } from 'zod';
import { fixOrigin, type FixOrigin } from '@/lib/domain/fix-origin';
import { fixStatus, type FixStatus } from '@/lib/domain/fix-status';
import type { FailureStatus } from '@/lib/domain/failure-status';
import { pipelineStatus, type PipelineStatus } from '@/lib/domain/pipeline';
import { validationOutcome, type ValidationOutcome } from '@/lib/domain/validation-outcome';
import { possibleFixActions, type Possibility } from '../possible-actions';
import type { FixRow, ValidationRow } from './failure-row';

const checklistSchema = z.object({
  passed: z.boolean(),
  automatic: z.boolean(),
  checks: z.array(z.object({ id: z.string(), label: z.string(), passed: z.boolean(), detail: z.string() })),
});
export type ChecklistView = z.infer<typeof checklistSchema>;

const chainSchema = z.array(z.object({ rule: z.string(), detail: z.string() }));
const decisionSchema = z.object({ kind: z.string(), chain: chainSchema });
export type DecisionView = z.infer<typeof decisionSchema>;

const jobsSchema = z.array(
  z.object({ key: z.string().optional(), name: z.string(), status: pipelineStatus }),
);

export interface ValidationView {
  readonly id: string;
  readonly method: string;
  readonly pipelineId: string | null;
  readonly pipelineUrl: string | null;
  /** Null while it runs. */
  readonly outcome: ValidationOutcome | null;
  readonly reason: string;
  /** Null: the job was not part of that pipeline. */
  readonly jobs: readonly {
    readonly name: string;
    readonly before: PipelineStatus | null;
    readonly after: PipelineStatus | null;
  }[];
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export interface FixView {
  readonly id: string;
  readonly diagnosisId: string;
  readonly origin: FixOrigin;
  readonly strategy: string;
  readonly attempt: number;
  readonly status: FixStatus;
  readonly statusReason: string;
  readonly diff: string;
  readonly baseSha: string;
  /** Null: kept in a form that this version does not know. */
  readonly checklist: ChecklistView | null;
  readonly decision: DecisionView | null;
  readonly approvedByName: string | null;
  readonly appliedSha: string | null;
  readonly appliedPipelineId: string | null;
  readonly appliedOutcome: string | null;
  readonly revertSha: string | null;
  readonly validations: readonly ValidationView[];
  readonly actions: { readonly approve: Possibility; readonly undo: Possibility };
}

export function viewFix(
  row: FixRow,
  facts: { failureStatus: FailureStatus; accessLevel: number | null },
): FixView {
  const status = fixStatus.parse(row.status);
  const decision = decisionSchema.safeParse(row.decision).data ?? null;
  return {
    id: row.id,
    diagnosisId: row.diagnosisId,
    origin: fixOrigin.parse(row.origin),
    strategy: row.strategy,
    attempt: row.attempt,
    status,
    statusReason: row.statusReason,
    diff: row.diff,
    baseSha: row.baseSha,
    checklist: checklistSchema.safeParse(row.checklist).data ?? null,
    decision,
    approvedByName: row.approvedByName,
    appliedSha: row.appliedSha,
    appliedPipelineId: row.appliedPipelineId === null ? null : String(row.appliedPipelineId),
    appliedOutcome: row.appliedOutcome,
    revertSha: row.revertSha,
    validations: row.validations.map(viewValidation),
    actions: possibleFixActions({
      status,
      isValidated: row.validations.some(({ outcome }) => outcome === 'mended'),
      lastRule: decision?.chain.at(-1) ?? null,
      ...facts,
    }),
  };
}

function viewValidation(row: ValidationRow): ValidationView {
  return {
    id: row.id,
    method: row.method,
    pipelineId: row.pipelineId === null ? null : String(row.pipelineId),
    pipelineUrl: row.pipelineUrl,
    outcome: row.outcome === null ? null : validationOutcome.parse(row.outcome),
    reason: row.reason,
    jobs: sideBySide(row.jobsBefore, row.jobsAfter),
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}

function sideBySide(before: unknown, after: unknown): ValidationView['jobs'] {
  const was = statusesOf(before);
  const is = statusesOf(after);
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name) ?? null,
    after: is.get(name) ?? null,
  }));
}

function statusesOf(jobs: unknown): Map<string, PipelineStatus> {
  const parsed = jobsSchema.safeParse(jobs);
  return new Map((parsed.data ?? []).map(({ key, name, status }) => [key ?? name, status]));
}
