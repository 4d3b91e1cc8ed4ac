import { createRedactor } from './create-redactor';

const MAX_DEPTH = 100;

/**
 * A copy of a JSON value (a webhook's payload) without secrets: values of CI variables, e-mail addresses and whatever looks
 * like a secret in any text. What lies deeper than 100 levels is dropped.
 */
export function redactJson(value: unknown): unknown {
  return walk(value, createRedactor(), null, 0);
}

function walk(
  value: unknown,
  redactLine: (line: string) => string,
  key: string | null,
  depth: number,
): unknown {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === 'string') return redactText(value, redactLine, key);
  if (typeof value === 'number' && key !== null && isSecretKey(key)) return '[redacted:secret]';
  if (Array.isArray(value)) return value.map((item) => walk(item, redactLine, key, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const isVariable = key === 'variables' && 'value' in value;
  // From entries and without a prototype in between: a key named __proto__ stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      isVariable && name === 'value' ? '[redacted:variable]' : walk(item, redactLine, name, depth + 1),
    ]),
  );
}

function redactText(text: string, redactLine: (line: string) => string, key: string | null): string {
  if (key !== null && isEmailKey(key)) return text === '' ? text : '[redacted:email]';
  if (key !== null && isSecretKey(key)) return text === '' ? text : '[redacted:secret]';
  const lines = text.split('\n').map(redactLine);
  return lines
    .map((line) => line.replace(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, keepRemote))
    .join('\n');
}

/** `git@host:group/project.git` is an address of a repository, not of a person. */
function keepRemote(found: string): string {
  return found.startsWith('git@') ? found : '[redacted:email]';
}

function isEmailKey(key: string): boolean {
  return /(?:^|_)e?mails?$/i.test(key);
}

function isSecretKey(key: string): boolean {
  return /^(?:private_|access_|runners_|job_|feed_|trigger_|refresh_|secret_)?(?:token|password|secret)$/i.test(
    key,
  );
}
