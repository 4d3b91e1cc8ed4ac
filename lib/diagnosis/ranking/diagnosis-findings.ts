import type { Finding } from '@/lib/domain/finding';
import type { Cause } from '../detector';
import type { RankedCause } from './rank-causes';

const MAX_FINDINGS = 1_000;
/** Where tools report places in the code, several of them may have failed in one job. */
const ofCode: readonly Cause['category'][] = ['build', 'format', 'lint', 'type-check'];
/** So near to the best a cause has to come for its findings to be told with it. */
const NEAR = 0.9;
/** What weighs less stood in a command that did not fail. */
const LEAST = 0.15;

/**
 * The findings to tell: those of what broke the job, and of other tools that failed in the same way beside it, such as the
 * second compiler of a build. Where nothing explains the failure, what the tools of the job noted.
 */
export function diagnosisFindings(ranked: readonly RankedCause[]): Finding[] {
  const [best] = ranked;
  if (best === undefined) return [];
  const { cause } = best;
  if (cause.category === 'unknown' && cause.findings.length === 0)
    return [
      ...(ranked.find(({ cause: other, score }) => other.findings.length > 0 && score >= LEAST)?.cause
        .findings ?? []),
    ];
  if (!ofCode.includes(cause.category) || cause.findings.length === 0) return [...cause.findings];
  const findings = [...cause.findings];
  const lines = new Set(findings.map(({ logLine }) => logLine));
  for (const { cause: other, score } of ranked.slice(1)) {
    if (other.category !== cause.category || hasErrors(other) !== hasErrors(cause)) continue;
    if (score < best.score * NEAR) continue;
    for (const finding of other.findings) {
      if (lines.has(finding.logLine) || findings.length >= MAX_FINDINGS) continue;
      lines.add(finding.logLine);
      findings.push(finding);
    }
  }
  return findings.sort((a, b) => a.logLine - b.logLine);
}

function hasErrors({ findings }: Cause): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
