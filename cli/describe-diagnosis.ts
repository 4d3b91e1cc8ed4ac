import type { Diagnosis } from '@/lib/domain/diagnosis';

const MAX_FINDINGS = 20;

/** A diagnosis for people with a terminal. Its texts were cleaned of control characters when the log was read. */
export function describeDiagnosis(diagnosis: Diagnosis): string {
  const { category, verdict, confidence, command } = diagnosis;
  const parts = [
    diagnosis.summary,
    '',
    `${category}, verdict ${verdict}, confidence ${confidence.toFixed(2)}`,
    ...(command === null ? [] : [`command: ${command}`]),
    `next: ${diagnosis.nextStep}`,
  ];
  for (const { start, end, reason, lines } of diagnosis.evidence) {
    parts.push('', `${start === end ? `line ${start}` : `lines ${start}-${end}`}: ${reason}`);
    parts.push(...lines.map((line) => `  | ${line}`));
  }
  const shown = diagnosis.findings.slice(0, MAX_FINDINGS);
  if (shown.length > 0) parts.push('', 'findings:');
  for (const { file, line, column, code, message, severity } of shown) {
    const place = [file ?? '?', line, column].filter((part) => part !== null).join(':');
    parts.push(`  ${place} ${severity}${code === null ? '' : ` ${code}`}: ${message}`);
  }
  const hidden = diagnosis.findings.length - shown.length;
  if (hidden > 0) parts.push(`  and ${hidden} more`);
  return `${parts.join('\n')}\n`;
}
