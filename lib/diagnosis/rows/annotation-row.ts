import type { CheckerRow } from './checker-row';
import { severityOf } from './severity-words';
import { sourcePath } from './source-path';

const workflow = /^(?:##\[|::)(error|warning|notice)(?:\]| +)([^:]{0,1000}?)::(.*)$/;
const azure = /^##vso\[task\.logissue ([^\]]{1,1000})\](.*)$/;
const teamCity = /^##teamcity\[(?:inspection|message) (.{1,2000})\]$/;

/**
 * Reads a finding that a tool wrote for the place it runs in: a workflow command of GitHub or Gitea (`::error file=…,line=…::`),
 * an Azure issue (`##vso[task.logissue …]`) or an inspection of TeamCity (`##teamcity[inspection …]`). Null for anything else.
 */
export function annotationRow(line: string): CheckerRow | null {
  const text = line.slice(0, 4_000).trim();
  if (text.startsWith('::') || text.startsWith('##[')) return workflowRow(workflow.exec(text));
  if (text.startsWith('##vso[')) return azureRow(azure.exec(text));
  return text.startsWith('##teamcity[') ? teamCityRow(teamCity.exec(text)) : null;
}

function workflowRow(match: RegExpExecArray | null): CheckerRow | null {
  const [, level, settings = '', message = ''] = match ?? [];
  const named = fields(settings, /(?:^|,)\s{0,4}(\w{1,20})=([^,]{0,500})/g);
  return toRow(
    named.get('file'),
    named.get('line'),
    named.get('col') ?? named.get('column'),
    level,
    decoded(named.get('title') ?? ''),
    decoded(message),
  );
}

function azureRow(match: RegExpExecArray | null): CheckerRow | null {
  const named = fields(match?.[1] ?? '', /(?:^|;)\s{0,4}(\w{1,20})=([^;]{0,500})/g);
  return toRow(
    named.get('sourcepath'),
    named.get('linenumber'),
    named.get('columnnumber'),
    named.get('type'),
    named.get('code') ?? '',
    match?.[2] ?? '',
  );
}

function teamCityRow(match: RegExpExecArray | null): CheckerRow | null {
  const named = fields(match?.[1] ?? '', /(?:^|\s)(\w{1,20})='((?:[^'|]|\|.){0,1000})'/g);
  return toRow(
    named.get('file'),
    named.get('line'),
    undefined,
    named.get('severity') ?? named.get('SEVERITY'),
    named.get('typeId') ?? '',
    (named.get('message') ?? named.get('text') ?? '').replace(/\|(.)/g, (_all, sign: string) =>
      sign === 'n' ? ' ' : sign,
    ),
  );
}

function fields(text: string, pattern: RegExp): Map<string, string> {
  return new Map([...text.matchAll(pattern)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

function toRow(
  file: string | undefined,
  line: string | undefined,
  column: string | undefined,
  severity: string | undefined,
  code: string,
  message: string,
): CheckerRow | null {
  if (file === undefined || line === undefined || !/^[1-9]\d{0,6}$/.test(line)) return null;
  if (message.trim() === '' || sourcePath(file) === 0) return null;
  return {
    file,
    isSure: true,
    line: Number(line),
    column: column !== undefined && /^\d{1,6}$/.test(column) ? Number(column) : null,
    severity: severity === undefined ? null : severityOf(severity),
    code: code === '' ? null : code,
    message: message.trim(),
  };
}

/** Workflow commands escape as URLs do, but for few signs. */
function decoded(text: string): string {
  return text
    .replace(/%0A/gi, ' ')
    .replace(/%0D/gi, '')
    .replace(/%3A/gi, ':')
    .replace(/%2C/gi, ',')
    .replace(/%25/g, '%');
}
