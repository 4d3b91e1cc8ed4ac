import type { Diagnosis } from '@/lib/domain/diagnosis';
import { escapeSequences, hiddenInText } from '@/lib/log/control-characters';
import { createRedactor } from '@/lib/log/redact/create-redactor';

const mostEntries = 1_000;
const longest = { name: 500, path: 1_000, message: 2_000, line: 400, command: 2_000, word: 300 } as const;

/**
 * A diagnosis that may be stored, shown and sent. What detectors decode (the JSON and XML that tools print) may hold what the log's
 * own text hid: secrets, controls, halves of characters. Every text is bounded, and so is how many there are.
 */
export function sealDiagnosis(diagnosis: Diagnosis, mask: readonly string[] = []): Diagnosis {
  const sealed = sealTexts(mask);
  const { dependency, command, changed } = diagnosis;
  return {
    ...diagnosis,
    summary: sealed(diagnosis.summary, longest.message),
    evidence: diagnosis.evidence.map((one) => ({
      ...one,
      lines: one.lines.map((line) => plainText(line, longest.line)),
    })),
    findings: diagnosis.findings.slice(0, mostEntries).map((finding) => ({
      ...finding,
      tool: plainText(finding.tool, longest.word),
      file: finding.file === null ? null : sealed(finding.file, longest.path),
      line: place(finding.line),
      column: place(finding.column),
      code: finding.code === null ? null : sealed(finding.code, longest.word),
      message: sealed(finding.message, longest.message),
    })),
    failedTests: diagnosis.failedTests.slice(0, mostEntries).map((test) => ({
      name: sealed(test.name, longest.name),
      file: test.file === null ? null : sealed(test.file, longest.path),
      line: place(test.line),
      message: sealed(test.message, longest.message),
    })),
    dependency: dependency && {
      name: sealed(dependency.name, longest.word),
      from: dependency.from === null ? null : sealed(dependency.from, longest.word),
      to: dependency.to === null ? null : sealed(dependency.to, longest.word),
    },
    command: command === null ? null : plainText(command, longest.command),
    ...(changed
      ? {
          changed: {
            ...changed,
            versions: changed.versions.slice(0, mostEntries).map(({ what, from, to }) => ({
              what: sealed(what, longest.word),
              from: sealed(from, longest.word),
              to: sealed(to, longest.word),
            })),
          },
        }
      : {}),
  };
}

/** Gives texts without secrets and controls, no longer than they may be. What one call remembers of a secret the next one knows. */
export function sealTexts(mask: readonly string[]): (text: string, most: number) => string {
  const redactLine = createRedactor({ values: mask });
  return (text, most) => {
    // Cut before and behind: a secret that the limit would cut in two is found whole.
    const lines = plainText(text, most + 400)
      .split('\n')
      .map(redactLine);
    return plainText(lines.join('\n'), most);
  };
}

/** Without controls and without halves of characters, which no database takes. */
function plainText(text: string, most: number): string {
  const plain = hiddenInText.test(text)
    ? text.replace(escapeSequences, '').replace(/\r\n?/g, '\n').replace(everyHidden, '')
    : text;
  return plain.length <= most ? plain : `${plain.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const everyHidden = new RegExp(hiddenInText.source, 'gu');

/** A line or column that is one. */
function place(number: number | null): number | null {
  return number !== null && Number.isSafeInteger(number) && number > 0 && number < 1e9 ? number : null;
}
