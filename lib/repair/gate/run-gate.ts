import { bounds } from './checks/bounds';
import { exfiltration } from './checks/exfiltration';
import { protectedFiles } from './checks/protected-files';
import { safePaths } from './checks/safe-paths';
import { suppressions } from './checks/suppressions';
import { tests } from './checks/tests';
import { textOnly } from './checks/text-only';
import { thresholds } from './checks/thresholds';
import type { CheckId, GateCheck, GateInput } from './gate-check';

export interface GateResult {
  /** True when nothing refuses the fix. */
  readonly passed: boolean;
  /** False when only a person may apply it. */
  readonly automatic: boolean;
  readonly checks: readonly {
    readonly id: CheckId;
    readonly label: string;
    readonly passed: boolean;
    readonly automatic: boolean;
    readonly detail: string;
  }[];
}

/** Every check, in the order of the checklist. Paths come first: the others read files by them. */
export const gateChecks: readonly GateCheck[] = [
  safePaths,
  bounds,
  textOnly,
  tests,
  suppressions,
  thresholds,
  protectedFiles,
  exfiltration,
];

/**
 * Reads a fix before anything is pushed, whatever wrote it: green is no proof if the test was thrown out. Deterministic and
 * pure. `only` is for tests that show what a single check is good for.
 */
export function runGate(input: GateInput & { readonly only?: readonly CheckId[] }): GateResult {
  const wanted = gateChecks.filter(({ id }) => input.only?.includes(id) ?? true);
  const checks = wanted.map((check) => {
    const objections = check.run(input);
    return {
      id: check.id,
      label: check.label,
      passed: !objections.some(({ stops }) => stops),
      automatic: objections.length === 0,
      detail: objections.length === 0 ? 'Nothing found.' : objections.slice(0, 10).map(words).join(' '),
    };
  });
  return {
    passed: checks.every(({ passed }) => passed),
    automatic: checks.every(({ automatic }) => automatic),
    checks,
  };
}

function words({ path, detail }: { readonly path: string; readonly detail: string }): string {
  const shown = path.length > 200 ? `${path.slice(0, 199)}…` : path;
  return `${shown.replace(/\p{Cc}/gu, '�')}: ${detail}`;
}
