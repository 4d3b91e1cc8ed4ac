import { at, listAt, parsed, textAt } from './json-value';
import { notAReport, reportOf, unreadable, type Report, type ReportFinding } from './report';

/** Reads what `pyright --outputjson` and basedpyright print. Their positions count from 0; ours from 1. */
export function readPyrightReport(json: string): Report {
  const refused = unreadable(json);
  if (refused !== null) return notAReport(refused);
  const report = parsed(json.trim());
  if (report === undefined) return notAReport('It is not JSON.');
  if (!Array.isArray(at(report, 'generalDiagnostics'))) return notAReport('It has no list of diagnostics.');
  return reportOf(listAt(report, 'generalDiagnostics').map((one) => toFinding(one)));
}

function toFinding(diagnostic: unknown): ReportFinding {
  const severity = textAt(diagnostic, 'severity');
  return {
    tool: 'mypy',
    file: textAt(diagnostic, 'file'),
    line: fromZero(at(diagnostic, 'range', 'start', 'line')),
    column: fromZero(at(diagnostic, 'range', 'start', 'character')),
    code: textAt(diagnostic, 'rule'),
    severity: severity === 'error' || severity === 'warning' ? severity : 'info',
    message: textAt(diagnostic, 'message') ?? '',
  };
}

function fromZero(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value + 1 : null;
}
