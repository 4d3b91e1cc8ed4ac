import { attemptNumber } from './attempt-number';
import { baseOfFailure } from './base-of-failure';
import { loadDiagnosis } from './load-diagnosis';
import { openProject } from './open-project';
import { planOf } from './plan-diagnosis';
import { proposeEdits, type Proposal } from './propose-edits';
import type { Services } from './services';
import { sourceTree } from './source-tree';

/**
 * Lets one strategy of the plan write a fix. A tool of the project cannot do that here: it answers `needs-tool-run`,
 * and `ensureToolRun` is next.
 */
export async function proposeFix(
  services: Services,
  input: { diagnosisId: string; strategyIndex: number; round: number },
): Promise<Proposal | { readonly kind: 'needs-tool-run' }> {
  const { row, diagnosis } = await loadDiagnosis(services, input.diagnosisId);
  const plan = planOf(row, diagnosis);
  const strategy = plan.kind === 'strategies' ? plan.strategies[input.strategyIndex] : undefined;
  if (!strategy) return { kind: 'not-offered', reason: 'There is nothing left to try.' };
  if (strategy.kind === 'tool') return { kind: 'needs-tool-run' };
  const { project, host } = await openProject(services, row.failure.projectId);
  const baseSha = await baseOfFailure(services.db, row.failureId);
  // A merge request's commits lie in this project, too; a fork may be closed to us.
  const source = sourceTree(host, project.gitlabProjectId, baseSha);
  const answer =
    strategy.kind === 'formatter'
      ? await services.formatter.format(strategy.files, source)
      : await services.compiler.fix(strategy.findings, source);
  if (answer.kind === 'not-offered') return answer;
  return proposeEdits(services, {
    row,
    attempt: attemptNumber(input.round, input.strategyIndex),
    origin: strategy.kind,
    toolId: null,
    strategy: answer.strategy,
    baseSha,
    edits: answer.edits,
    source,
  });
}
