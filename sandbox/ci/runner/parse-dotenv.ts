const MAX_BYTES = 5 * 1024;
const MAX_VARIABLES = 100;

/** A dotenv report: `KEY=value` lines. GitLab refuses the whole report where a line is anything else. */
export function parseDotenv(
  text: string,
): { kind: 'ok'; variables: Record<string, string> } | { kind: 'invalid'; message: string } {
  if (Buffer.byteLength(text) > MAX_BYTES) return { kind: 'invalid', message: 'Dotenv artifact too big' };
  const variables: Record<string, string> = {};
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const pair = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/.exec(line.trim());
    const [, key, value] = pair ?? [];
    if (key === undefined || value === undefined) return { kind: 'invalid', message: 'Invalid Format' };
    variables[key] = value;
  }
  if (Object.keys(variables).length > MAX_VARIABLES)
    return { kind: 'invalid', message: `Dotenv files cannot have more than ${MAX_VARIABLES} variables` };
  return { kind: 'ok', variables };
}
