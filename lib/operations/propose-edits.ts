import type { FileEdit } from '@/lib/domain/file-edit';
import type { FixOrigin } from '@/lib/domain/fix-origin';
import type { SourceTree } from '@/lib/ports/fixers';
import { redact } from '@/lib/log/redact/redact';
import { editsDiff } from '@/lib/repair/edits-diff';
import { runGate } from '@/lib/repair/gate/run-gate';
import type { ToolId } from '@/lib/repair/tools';
import { firstOfRound } from './attempt-number';
import { automation } from './caller';
import type { DiagnosisRow } from './load-diagnosis';
import { recordAudit } from './record-audit';
import { ciPath } from './read-job-configuration';
import type { Services } from './services';

export type Proposal =
  | { readonly kind: 'proposed'; readonly fixId: string }
  | { readonly kind: 'refused'; readonly fixId: string; readonly reason: string }
  | { readonly kind: 'not-offered'; readonly reason: string };

/**
 * Puts edits before the integrity gate and keeps them as a fix of their diagnosis, refused ones too: what was stopped and why
 * is part of the record. The same attempt proposed twice stays one fix.
 */
export async function proposeEdits(
  services: Services,
  proposal: {
    row: DiagnosisRow;
    attempt: number;
    origin: FixOrigin;
    toolId: ToolId | null;
    strategy: string;
    baseSha: string;
    edits: readonly FileEdit[];
    source: SourceTree;
  },
): Promise<Proposal> {
  const { row, attempt, origin, strategy, baseSha, source } = proposal;
  const edits = [...proposal.edits];
  if (edits.length === 0) return { kind: 'not-offered', reason: `${strategy} changed nothing.` };
  const gate = runGate({
    edits,
    origin,
    ...(proposal.toolId ? { toolId: proposal.toolId } : {}),
    repositoryPaths: await source.listFiles(),
    ciPaths: [ciPath],
  });
  const failed = gate.checks.filter((check) => !check.passed);
  const reason = failed.map((check) => check.detail || check.label).join(' ');
  // Only what is shown is redacted: what is committed is the text itself.
  const diff = redact(editsDiff(edits));
  return services.db.$transaction(async (tx) => {
    const known = await tx.fix.findUnique({
      where: { diagnosisId_attempt: { diagnosisId: row.id, attempt } },
    });
    // Another way to the same text would be judged the same; a person who asks again starts a round of its own.
    const tried = await tx.fix.findFirst({
      where: { diagnosisId: row.id, diff, baseSha, attempt: { gte: firstOfRound(attempt), lt: attempt } },
    });
    if (!known && tried) {
      return { kind: 'not-offered', reason: `${strategy} writes the same that ${tried.strategy} wrote.` };
    }
    const fix =
      known ??
      (await tx.fix.create({
        data: {
          workspaceId: row.workspaceId,
          failureId: row.failureId,
          diagnosisId: row.id,
          origin,
          strategy,
          attempt,
          status: gate.passed ? 'proposed' : 'refused',
          statusReason: gate.passed
            ? 'Written; it is not validated yet.'
            : `Stopped by the integrity gate. ${reason}`,
          baseSha,
          edits,
          diff,
          checklist: JSON.parse(JSON.stringify(gate)) as object,
        },
      }));
    if (!known) {
      await recordAudit(tx, automation, {
        action: gate.passed ? 'fix.proposed' : 'fix.refused',
        scope: {
          workspaceId: row.workspaceId,
          projectId: row.failure.projectId,
          failureId: row.failureId,
          fixId: fix.id,
        },
        summary: gate.passed
          ? `${strategy} wrote a fix of ${edits.length} file${edits.length === 1 ? '' : 's'}.`
          : `A fix by ${strategy} was stopped by the integrity gate. ${reason}`,
        details: { paths: edits.map((edit) => edit.path), origin },
      });
    }
    return gate.passed ? { kind: 'proposed', fixId: fix.id } : { kind: 'refused', fixId: fix.id, reason };
  });
}
