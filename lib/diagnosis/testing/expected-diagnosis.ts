import { z } from 'zod';
import { category } from '@/lib/domain/category';
import type { Diagnosis } from '@/lib/domain/diagnosis';
import { verdict } from '@/lib/domain/verdict';

/** What must be said about a fixture's log: `expected.json` beside its `trace.txt`. */
export const expectedDiagnosis = z.strictObject({
  category,
  verdict: verdict.optional(),
  /** A part of the summary. */
  says: z.string().optional(),
  /** The tool of every finding. */
  tool: z.string().optional(),
  /** `file:line:column` of all findings, in order; what the tool does not print is left out. */
  places: z.array(z.string()).optional(),
  /** All of them; none when it is absent, and so with the dependency. */
  failedTests: z.array(z.string()).optional(),
  dependency: z.string().optional(),
  /** A raw line of the cause: one of the first three ranges of evidence must show it. */
  line: z.number().int().positive().optional(),
});
export type ExpectedDiagnosis = z.infer<typeof expectedDiagnosis>;

/** The same facts of a diagnosis that was made, as far as they are expected, so that the two can be compared. */
export function seenOf(found: Diagnosis, expected: ExpectedDiagnosis): ExpectedDiagnosis {
  const { says, line } = expected;
  const shows = found.evidence
    .slice(0, 3)
    .some(({ start, end }) => line !== undefined && start <= line && line <= end);
  return {
    category: found.category,
    ...(expected.verdict === undefined ? {} : { verdict: found.verdict }),
    ...(says === undefined ? {} : { says: found.summary.includes(says) ? says : found.summary }),
    ...(expected.tool === undefined ? {} : { tool: toolsOf(found) }),
    ...(expected.places === undefined ? {} : { places: placesOf(found) }),
    ...(found.failedTests.length === 0 ? {} : { failedTests: found.failedTests.map(({ name }) => name) }),
    ...(found.dependency === null ? {} : { dependency: found.dependency.name }),
    ...(shows && line !== undefined ? { line } : {}),
  };
}

function toolsOf(found: Diagnosis): string {
  return [...new Set(found.findings.map(({ tool }) => tool))].join(', ');
}

function placesOf(found: Diagnosis): string[] {
  return found.findings.map(({ file, line, column }) =>
    [file, line, column].filter((part) => part !== null).join(':'),
  );
}
