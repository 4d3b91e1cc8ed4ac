import type { Diagnosis } from '@/lib/domain/diagnosis';
import { codeBlock } from './code-block';
import { neutralise } from './neutralise';

/** By this line our one note is found again, whoever renamed or moved what. */
export const noteMark = '<!-- pipemend:note -->';

export interface NoteFix {
  readonly id: string;
  readonly strategy: string;
  readonly status: string;
  readonly statusReason: string;
  readonly diff: string;
  readonly validation: { readonly outcome: string | null; readonly pipelineUrl: string | null } | null;
  readonly appliedSha: string | null;
}

export interface NoteFacts {
  readonly failureUrl: string;
  readonly pipelineUrl: string;
  readonly pipelineId: number;
  readonly sha: string;
  readonly status: string;
  readonly statusReason: string;
  readonly diagnoses: readonly {
    readonly diagnosis: Diagnosis;
    readonly jobs: readonly { readonly name: string; readonly webUrl: string }[];
    readonly fixes: readonly NoteFix[];
  }[];
}

const mostEvidenceLines = 12;
const mostDiffLines = 60;
/** GitLab takes a million characters; a note that long helps nobody. */
const mostCharacters = 60_000;

const headlines: Record<string, string> = {
  mended: 'Pipemend mended this pipeline',
  waiting: 'Pipemend has a validated fix that waits for you',
  suggested: 'Pipemend suggests a fix',
  'no-fix': 'Pipemend looked at this pipeline',
  dismissed: 'Dismissed',
  superseded: 'A newer commit was pushed',
};

/** The one note on a merge request, as Markdown for GitLab. Everything that did not come from us is neutralised or quoted. */
export function renderNote(facts: NoteFacts): string {
  const parts = [
    noteMark,
    `### ${headlines[facts.status] ?? 'Pipemend is looking at this pipeline'}`,
    `Pipeline [#${facts.pipelineId}](${facts.pipelineUrl}) failed on \`${facts.sha.slice(0, 8)}\`. ${neutralise(facts.statusReason)}`,
    ...facts.diagnoses.flatMap(renderDiagnosis),
    `[Evidence, checks and history](${facts.failureUrl})`,
  ];
  const body = parts.join('\n\n');
  return body.length <= mostCharacters
    ? body
    : [...parts.slice(0, 3), 'It is too long for a note.', parts.at(-1) ?? ''].join('\n\n');
}

function renderDiagnosis({ diagnosis, jobs, fixes }: NoteFacts['diagnoses'][number]): string[] {
  const names = jobs.map((job) => `[${neutralise(job.name)}](${job.webUrl})`).join(', ');
  const [first] = diagnosis.evidence;
  return [
    `**${names || 'The pipeline'}** (${diagnosis.category}, ${diagnosis.verdict}, ${Math.round(diagnosis.confidence * 100)} % sure): ${neutralise(diagnosis.summary)}${otherRunsWords(diagnosis)}`,
    ...(first ? [codeBlock(evidenceLines(first))] : []),
    ...(fixes.length === 0 ? [`Next: ${neutralise(diagnosis.nextStep)}`] : fixes.flatMap(renderFix)),
  ];
}

/** What the job's other runs say, where that is the news: flaky, broken by the merge, or broken before. */
function otherRunsWords({ verdict, verdictReason, history }: Diagnosis): string {
  const isNews = verdict === 'flaky' || verdict === 'merge' || (history?.brokenBefore ?? null) !== null;
  return isNews ? ` ${neutralise(verdictReason)}` : '';
}

function evidenceLines(evidence: Diagnosis['evidence'][number]): string[] {
  const shown = evidence.lines.slice(0, mostEvidenceLines);
  const lines = shown.map((line, index) => `${String(evidence.start + index).padStart(6)} | ${line}`);
  const left = evidence.lines.length - shown.length;
  return left > 0 ? [...lines, `       | … ${left} more`] : lines;
}

function renderFix(fix: NoteFix): string[] {
  const short = fix.id.slice(0, 13);
  const proof = validationWords(fix);
  const head = `Fix \`${short}\` by ${neutralise(fix.strategy)}: ${neutralise(fix.statusReason)}${proof}`;
  const hint =
    fix.status === 'waiting'
      ? ['To have it committed, write `pipemend apply` in a note, or press Approve on the page below.']
      : fix.status === 'applied'
        ? ['To take it back, write `pipemend undo` in a note.']
        : [];
  return [head, ...(shows(fix) ? [renderDiff(fix.diff)] : []), ...hint];
}

function validationWords({ validation }: NoteFix): string {
  if (!validation?.pipelineUrl) return '';
  const outcome =
    validation.outcome === 'mended' ? 'passed' : (validation.outcome ?? 'runs').replaceAll('-', ' ');
  return ` ([validation](${validation.pipelineUrl}): ${outcome})`;
}

function shows(fix: NoteFix): boolean {
  return ['proposed', 'validating', 'validated', 'waiting', 'suggested', 'applied'].includes(fix.status);
}

function renderDiff(diff: string): string {
  const lines = diff.split('\n');
  const shown = lines.slice(0, mostDiffLines);
  const left = lines.length - shown.length;
  const block = codeBlock(left > 0 ? [...shown, `… ${left} more lines`] : shown, 'diff');
  return `<details><summary>The fix</summary>\n\n${block}\n\n</details>`;
}
