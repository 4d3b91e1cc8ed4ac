import type { Finding } from '@/lib/domain/finding';

/** A finding of a report's: there is no log line behind it. The file is as the report names it. */
export type ReportFinding = Omit<Finding, 'logLine'>;

/** What a report says; `isCut` where it says more than is kept. */
export type Report =
  | { readonly kind: 'findings'; readonly findings: readonly ReportFinding[]; readonly isCut: boolean }
  | { readonly kind: 'not-a-report'; readonly reason: string };

const MAX_LENGTH = 20_000_000;
const MAX_FINDINGS = 5_000;
const MAX_MESSAGE = 2_000;
const MAX_PATH = 1_000;
const MAX_NAME = 200;

export function notAReport(reason: string): Report {
  return { kind: 'not-a-report', reason };
}

/** Why a text is not even looked at; null when it is. */
export function unreadable(text: string): string | null {
  if (text.trim() === '') return 'It is empty.';
  return text.length > MAX_LENGTH ? `It is longer than ${MAX_LENGTH} characters.` : null;
}

/** Findings with the lengths of their texts bounded; nothing beyond the limit is kept. */
export function reportOf(findings: readonly ReportFinding[], isCut = false): Report {
  return {
    kind: 'findings',
    findings: findings.slice(0, MAX_FINDINGS).map((finding) => ({
      ...finding,
      tool: finding.tool.slice(0, MAX_NAME),
      file: finding.file === null ? null : finding.file.slice(0, MAX_PATH),
      code: finding.code === null ? null : finding.code.slice(0, MAX_NAME),
      message: finding.message.slice(0, MAX_MESSAGE),
    })),
    isCut: isCut || findings.length > MAX_FINDINGS,
  };
}

/** The path behind `file://`, percent-decoded where it can be. */
export function pathOfUri(uri: string): string {
  const bare = uri.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/i, '').replace(/^\/(?=[A-Za-z]:)/, '');
  if (!bare.includes('%')) return bare;
  try {
    return decodeURIComponent(bare);
  } catch (error) {
    // A lone percent sign is a character of the name.
    if (error instanceof URIError) return bare;
    throw error;
  }
}
