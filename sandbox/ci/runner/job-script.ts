/**
 * The bash script that the runner makes of a job's lines: each is shown in green before it runs, and the first that
 * fails ends the script. Output and errors go to one stream, so that the log keeps their order.
 */
export function jobScript(lines: readonly string[]): string {
  const body = lines.map((line) => `echo ${ansiQuoted(`\u001b[32;1m$ ${shown(line)}\u001b[0;m`)}\n${line}\n`);
  // No core dumps, and no single file beyond 8 GiB; memory cannot be bounded this way without breaking Node and WebAssembly.
  return `exec 2>&1\nulimit -c 0 -f 8388608 2>/dev/null || true\nset -eo pipefail\nset +o noclobber\n${body.join('')}`;
}

function shown(line: string): string {
  const [first = '', ...more] = line.trim().split('\n');
  return more.length > 0 ? `${first} # collapsed multi-line command` : first;
}

/** Bash's `$'…'` form, in which every byte can be written. */
function ansiQuoted(text: string): string {
  const quoted = [...Buffer.from(text)].map((byte) => {
    if (byte === 0x27) return "\\'";
    if (byte === 0x5c) return '\\\\';
    if (byte < 0x20 || byte > 0x7e) return `\\x${byte.toString(16).padStart(2, '0')}`;
    return String.fromCharCode(byte);
  });
  return `$'${quoted.join('')}'`;
}
