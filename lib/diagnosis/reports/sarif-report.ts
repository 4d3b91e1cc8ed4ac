import { at, listAt, parsed, positionAt, textAt } from './json-value';
import { notAReport, pathOfUri, reportOf, unreadable, type Report, type ReportFinding } from './report';

/**
 * Reads a SARIF 2.1 log (OASIS standard): one finding a result that is a failure, at its first location, with what the rule
 * says where the result is silent. Suppressed results, those that passed and those gone since the baseline are left out. Does
 * not follow external property files.
 */
export function readSarifReport(json: string): Report {
  const refused = unreadable(json);
  if (refused !== null) return notAReport(refused);
  const log = parsed(json.trim());
  if (log === undefined) return notAReport('It is not JSON.');
  if (!Array.isArray(at(log, 'runs'))) return notAReport('It has no list of runs.');
  return reportOf(listAt(log, 'runs').flatMap((run) => findingsOf(run)));
}

function findingsOf(run: unknown): ReportFinding[] {
  const tool = (textAt(run, 'tool', 'driver', 'name') ?? 'sarif').toLowerCase();
  const rules = rulesOf(run);
  return listAt(run, 'results')
    .filter((result) => isOpen(result))
    .map((result) => {
      const code = textAt(result, 'ruleId') ?? textAt(result, 'rule', 'id');
      const listed = listAt(run, 'tool', 'driver', 'rules');
      const index = at(result, 'ruleIndex') ?? at(result, 'rule', 'index');
      const rule = (code === null ? undefined : rules.get(code)) ?? at(listed, Number(index ?? -1));
      const place = at(result, 'locations', 0, 'physicalLocation');
      return {
        tool,
        file: fileOf(run, at(place, 'artifactLocation')),
        line: positionAt(place, 'region', 'startLine'),
        column: positionAt(place, 'region', 'startColumn'),
        code: code ?? textAt(rule, 'id'),
        severity: severityOf(result, rule),
        message: messageOf(result, rule),
      };
    });
}

/** Rules by id, those of plug-ins too: `ruleIndex` alone speaks of the driver's. */
function rulesOf(run: unknown): ReadonlyMap<string, unknown> {
  const all = [
    ...listAt(run, 'tool', 'driver', 'rules'),
    ...listAt(run, 'tool', 'extensions').flatMap((extension) => listAt(extension, 'rules')),
  ];
  return new Map(all.map((rule) => [textAt(rule, 'id') ?? '', rule]));
}

function isOpen(result: unknown): boolean {
  const kind = textAt(result, 'kind') ?? 'fail';
  if (kind === 'pass' || kind === 'notApplicable') return false;
  if (textAt(result, 'baselineState') === 'absent') return false;
  return !listAt(result, 'suppressions').some((one) => (textAt(one, 'status') ?? 'accepted') === 'accepted');
}

function fileOf(run: unknown, location: unknown): string | null {
  const index = at(location, 'index');
  const uri =
    textAt(location, 'uri') ??
    (typeof index === 'number' ? textAt(run, 'artifacts', index, 'location', 'uri') : null);
  return uri === null ? null : pathOfUri(uri);
}

function severityOf(result: unknown, rule: unknown): ReportFinding['severity'] {
  const level = textAt(result, 'level') ?? textAt(rule, 'defaultConfiguration', 'level') ?? 'warning';
  if (level === 'error') return 'error';
  return level === 'warning' ? 'warning' : 'info';
}

function messageOf(result: unknown, rule: unknown): string {
  const own = textAt(result, 'message', 'text') ?? textAt(result, 'message', 'markdown');
  if (own !== null) return own;
  const id = textAt(result, 'message', 'id');
  const template = id === null ? null : textAt(rule, 'messageStrings', id, 'text');
  if (template !== null)
    return template.replace(
      /\{(\d{1,2})\}/g,
      (whole, place: string) => textAt(result, 'message', 'arguments', Number(place)) ?? whole,
    );
  return textAt(rule, 'shortDescription', 'text') ?? textAt(rule, 'name') ?? id ?? '';
}
