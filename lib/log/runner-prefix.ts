/** Length of "2026-01-31T12:00:00.123456Z 00O " */
export const PREFIX_LENGTH = 32;

/**
 * Whether the runner's own time and stream stand before a line. `+` at its end (instead of a blank) says that the line goes on
 * with the stream's last one: https://docs.gitlab.com/runner/configuration/feature-flags/ (FF_TIMESTAMPS).
 */
export function hasRunnerPrefix(bytes: Uint8Array, start: number, end: number): boolean {
  // Asked of every line: the signs between the digits first, which no other line has in these places.
  return (
    end - start >= PREFIX_LENGTH &&
    bytes[start + 4] === 45 &&
    bytes[start + 10] === 84 &&
    bytes[start + 26] === 90 &&
    bytes[start + 7] === 45 &&
    bytes[start + 13] === 58 &&
    bytes[start + 16] === 58 &&
    bytes[start + 19] === 46 &&
    bytes[start + 27] === 32 &&
    isHex(bytes[start + 28]) &&
    isHex(bytes[start + 29]) &&
    (bytes[start + 30] === 79 || bytes[start + 30] === 69) &&
    (bytes[start + 31] === 32 || bytes[start + 31] === 43) &&
    isDigit(bytes[start]) &&
    isDigit(bytes[start + 9]) &&
    isDigit(bytes[start + 18]) &&
    isDigit(bytes[start + 20]) &&
    isDigit(bytes[start + 25])
  );
}

function isDigit(byte = 0): boolean {
  return byte >= 48 && byte <= 57;
}

function isHex(byte = 0): boolean {
  return isDigit(byte) || (byte >= 97 && byte <= 102);
}
