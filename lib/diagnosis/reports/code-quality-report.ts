import { at, parsed, positionAt, textAt } from './json-value';
import { notAReport, reportOf, unreadable, type Report, type ReportFinding } from './report';

const severities = new Map<string, ReportFinding['severity']>([
  ['info', 'info'],
  ['minor', 'warning'],
  ['major', 'error'],
  ['critical', 'error'],
  ['blocker', 'error'],
]);

/**
 * Reads a GitLab Code Quality report: the part of Code Climate's format that GitLab takes (`description`, `check_name`,
 * `severity`, `fingerprint`, `location.path`, `location.lines.begin` or `location.positions.begin`), as one list, or as Code
 * Climate's engines print it, one object a line or with NUL between. Entries without a path or a description are passed over;
 * fingerprints are not kept.
 */
export function readCodeQualityReport(json: string): Report {
  const refused = unreadable(json);
  if (refused !== null) return notAReport(refused);
  const entries = entriesOf(json);
  if (entries === null) return notAReport('It is not JSON, or not a list of issues.');
  const findings = entries.flatMap((entry) => toFinding(entry) ?? []);
  if (findings.length === 0 && entries.length > 0)
    return notAReport('No entry has both a description and a path.');
  return reportOf(findings);
}

function entriesOf(json: string): readonly unknown[] | null {
  const whole = parsed(json.trim());
  if (Array.isArray(whole)) return whole as readonly unknown[];
  const entries: unknown[] = [];
  for (const piece of json.split(/[\0\n]/)) {
    if (piece.trim() === '') continue;
    const entry = parsed(piece.trim());
    if (typeof entry !== 'object' || entry === null) return null;
    entries.push(entry);
  }
  return entries;
}

function toFinding(entry: unknown): ReportFinding | null {
  const file = textAt(entry, 'location', 'path');
  const message = textAt(entry, 'description');
  if (file === null || message === null) return null;
  const location = at(entry, 'location');
  return {
    tool: textAt(entry, 'engine_name') ?? 'code-quality',
    file: file.startsWith('./') ? file.slice(2) : file,
    line:
      positionAt(location, 'lines', 'begin') ??
      positionAt(location, 'positions', 'begin', 'line') ??
      positionAt(location, 'lines', 'begin', 'line'),
    column: positionAt(location, 'positions', 'begin', 'column'),
    code: textAt(entry, 'check_name'),
    severity: severities.get(textAt(entry, 'severity') ?? '') ?? 'warning',
    message,
  };
}
