import { renderLine } from '../render-line';
import { createRedactor, type RedactOptions } from './create-redactor';

/** As `hasRunnerPrefix` knows it, for text: time, stream, and a `+` where the line goes on with the stream's last one. */
const runnerPrefix = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z ([0-9a-f]{2}[OE])([ +])/;
/** Lines whose continuation may still come; streams interleave. */
const MAX_OPEN = 16;
const MAX_JOINED = 256 * 1024;

/**
 * Text without its secrets: each is replaced by a placeholder such as `[redacted:gitlab-token:1]`, the same secret by the
 * same one within a call. Positions in files and ordinary error text are left alone. A line whose secret is split by colour
 * codes loses them; of a line that the runner cut into several the first then holds all. Keeps the number of lines. Linear in
 * the length of the text; does not find a secret that nothing in the text gives away.
 */
export function redact(text: string, options: RedactOptions = {}): string {
  const redactLine = createRedactor(options);
  const lines = text.split('\n');
  for (const parts of wholeLines(lines)) redactParts(lines, parts, redactLine);
  return lines.join('\n');
}

/** Indexes of the lines that belong together, by the first of them. */
function wholeLines(lines: readonly string[]): number[][] {
  const whole: number[][] = [];
  const open: { stream: string; parts: number[]; length: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const prefix = line.startsWith('2') ? runnerPrefix.exec(line) : null;
    const stream = prefix?.[1];
    if (stream === undefined) {
      open.length = 0;
      whole.push([index]);
      continue;
    }
    const owner = prefix?.[2] === '+' ? open.findLast((other) => other.stream === stream) : undefined;
    if (owner !== undefined && owner.length < MAX_JOINED) {
      owner.parts.push(index);
      owner.length += line.length;
      continue;
    }
    const parts = [index];
    whole.push(parts);
    open.push({ stream, parts, length: line.length });
    if (open.length > MAX_OPEN) open.shift();
  }
  return whole;
}

function redactParts(lines: string[], parts: readonly number[], redactLine: (line: string) => string): void {
  const raw = parts.map((index) => lines[index] ?? '');
  const prefixes = raw.map((line) => runnerPrefix.exec(line)?.[0] ?? '');
  const bodies = raw.map((line, part) => line.slice((prefixes[part] ?? '').length));
  const joined = bodies.join('');
  const result = redactBody(joined, redactLine);
  if (result === joined) return;
  for (const [part, index] of parts.entries())
    lines[index] = (prefixes[part] ?? '') + (part === 0 ? result : '');
}

function redactBody(raw: string, redactLine: (line: string) => string): string {
  const end = raw.endsWith('\r') ? '\r' : '';
  const body = end === '' ? raw : raw.slice(0, -1);
  const shown = renderLine(body);
  if (shown === body) return redactLine(body) + end;
  // What a terminal would show may hold a secret that the raw bytes hide, and the other way round (an overwritten one).
  const clean = redactLine(shown);
  if (clean !== shown) return clean + end;
  const hidden = renderLine(body.replace(/[\r\b]/g, ' '));
  const without = redactLine(hidden);
  return without === hidden ? raw : without + end;
}
