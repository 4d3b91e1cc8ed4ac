/** Length of "2026-01-31T12:00:00.123456Z 00O " */
export const PREFIX_LENGTH = 32;

const shape = 'dddd-dd-ddTdd:dd:dd.ddddddZ xxso';
const shapes = Uint8Array.from(shape, (character) => character.charCodeAt(0));
const [digit, hex, stream, append] = Uint8Array.from('dxso', (character) => character.charCodeAt(0));

/**
 * Whether the runner's own time and stream stand before a line. `+` at its end (instead of a blank) says that the line goes on
 * with the stream's last one: https://docs.gitlab.com/runner/configuration/feature-flags/ (FF_TIMESTAMPS).
 */
export function hasRunnerPrefix(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < PREFIX_LENGTH || bytes[start + 4] !== 45 || bytes[start + 10] !== 84) return false;
  for (let at = 0; at < PREFIX_LENGTH; at += 1) {
    if (!fits(shapes[at] ?? 0, bytes[start + at] ?? 0)) return false;
  }
  return true;
}

function fits(want: number, byte: number): boolean {
  const isDigit = byte >= 48 && byte <= 57;
  if (want === digit) return isDigit;
  if (want === hex) return isDigit || (byte >= 97 && byte <= 102);
  if (want === stream) return byte === 79 || byte === 69;
  if (want === append) return byte === 32 || byte === 43;
  return want === byte;
}
