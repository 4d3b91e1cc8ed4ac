import type { Diagnosis } from '@/lib/domain/diagnosis';
import type { Finding } from '@/lib/domain/finding';

import { passesByChance } from '@/lib/diagnosis/history/passes-by-chance';
import { hasPrettierSettings } from './prettier-flags';
import type { Strategy } from './strategy';
import { toolsFor } from './tools';

export type RepairPlan =
  | { readonly kind: 'none'; readonly reason: string; readonly unlockedBy: 'model' | null }
  | {
      readonly kind: 'strategies';
      /** Cheapest first; the next one is tried when the one before offers nothing. */
      readonly strategies: readonly Strategy[];
      readonly needsControlRun: boolean;
    };

export interface PlanInput {
  readonly diagnosis: Diagnosis;
  readonly jobName: string;
  readonly modelConfigured: boolean;
}

/** Which fixers may try, for one diagnosis; `none` says in plain words why nobody does, and what would change that. */
export function planRepair({ diagnosis, jobName, modelConfigured }: PlanInput): RepairPlan {
  const blocked = noCodeChange(diagnosis, jobName);
  if (blocked !== null) return { kind: 'none', reason: blocked, unlockedBy: null };

  const strategies: Strategy[] = [];
  const formatted = filesOf(diagnosis.findings.filter((finding) => isTool(finding, 'prettier')));
  // What the command line says of style only the project's own Prettier is told.
  const isPlain = diagnosis.command === null || !hasPrettierSettings(diagnosis.command);
  if (formatted.length > 0 && isPlain && ['format', 'lint'].includes(diagnosis.category)) {
    strategies.push({ kind: 'formatter', files: formatted });
  }
  const typed = diagnosis.findings.filter(
    (finding) => isTool(finding, 'tsc', 'typescript') && finding.file !== null && finding.line !== null,
  );
  if (typed.length > 0 && ['type-check', 'build', 'lint'].includes(diagnosis.category)) {
    strategies.push({ kind: 'compiler', findings: typed });
  }
  for (const tool of toolsFor(diagnosis)) strategies.push({ kind: 'tool', tool: tool.id });
  if (strategies.length > 0) {
    return { kind: 'strategies', strategies, needsControlRun: passesByChance(diagnosis.category) };
  }
  return withoutFixer(diagnosis, modelConfigured);
}

function noCodeChange({ verdict, verdictReason }: Diagnosis, jobName: string): string | null {
  switch (verdict) {
    case 'infrastructure':
      return `Nothing in the code made ${jobName} fail, so there is nothing to edit. ${verdictReason}`;
    case 'flaky':
      return `${jobName} fails and passes on the same code, so no edit is credited with mending it. ${verdictReason}`;
    case 'merge':
      return `${jobName} breaks only together with the target branch: a rebase answers that, not an edit. ${verdictReason}`;
    case 'unknown':
      return `It is not certain what made ${jobName} fail, and Pipemend does not edit code on a guess. ${verdictReason}`;
    case 'code':
    case 'configuration':
      return null;
  }
}

function withoutFixer({ category, verdict }: Diagnosis, modelConfigured: boolean): RepairPlan {
  if (verdict === 'configuration' || ['configuration', 'permission', 'infrastructure'].includes(category)) {
    const reason =
      'This is mended in how the pipeline, its tools, the project or the runner are set up, and Pipemend changes nothing there.';
    return { kind: 'none', reason, unlockedBy: null };
  }
  if (modelConfigured) {
    const reason = 'None of the fixers knows this kind of failure.';
    return { kind: 'none', reason, unlockedBy: null };
  }
  const what = category === 'test' ? 'failing tests' : 'failures of this kind';
  const reason = `No model is configured; with one Pipemend could try to mend ${what}.`;
  return { kind: 'none', reason, unlockedBy: 'model' };
}

function isTool(finding: Finding, ...names: string[]): boolean {
  return names.includes(finding.tool.toLowerCase());
}

function filesOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.flatMap((finding) => (finding.file === null ? [] : [finding.file])))];
}
