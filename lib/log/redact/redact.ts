import { renderLine } from '../render-line';
import { createRedactor, type RedactOptions } from './create-redactor';

/**
 * Text without its secrets: each is replaced by a placeholder such as `[redacted:gitlab-token:1]`, the same secret by the
 * same one within a call. Positions in files and ordinary error text are left alone. A line whose secret is split by colour
 * codes loses them. Linear in the length of the text; does not find a secret that nothing in the text gives away.
 */
export function redact(text: string, options: RedactOptions = {}): string {
  const line = createRedactor(options);
  return text
    .split('\n')
    .map((raw) => redactRawLine(raw, line))
    .join('\n');
}

function redactRawLine(raw: string, redactLine: (line: string) => string): string {
  const end = raw.endsWith('\r') ? '\r' : '';
  const body = end === '' ? raw : raw.slice(0, -1);
  const shown = renderLine(body);
  if (shown === body) return redactLine(body) + end;
  // What a terminal would show may hold a secret that the raw bytes hide, and the other way round (an overwritten one).
  const clean = redactLine(shown);
  if (clean !== shown) return clean + end;
  const hidden = renderLine(body.replace(/[\r\b]/g, ' '));
  return redactLine(hidden) === hidden ? raw : clean + end;
}
