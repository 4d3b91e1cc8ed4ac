import { root } from '../root';

/** A tool's output without what differs from run to run and machine to machine. */
export function evened(output: string, folder: string, base: string): string {
  return output
    .replaceAll(folder, '/builds/shop/till')
    .replaceAll(base, '/builds/shop')
    .replaceAll(root, '/opt/tools/')
    .replace(/(?:\.\.\/)+[\w./-]*?node_modules(?=\/)/g, '../../../opt/tools/node_modules')
    .replace(/\bhttps?:\/\/repo[\w.-]*\/maven2/g, 'https://maven.example/maven2')
    .replace(/\b0x[0-9a-f]{6,16}\b/g, '0x7f0123456789')
    .replace(/[\d.]+ (runs|assertions)\/s/g, '120.0 $1/s')
    .replace(/\b00:00\.\d{3}\b/g, '00:00.012')
    .replace(/^(Files=.*?,) .*$/gm, '$1  1 wallclock secs')
    .replace(/\t\d+\.\d+s(?=\\n)/g, '\t0.120s')
    .replace(/^npm warn .*\n/gm, '')
    .replace(/^npm error A complete log of this run can be found in: .*\n/gm, '')
    .replace(/\d+\.\d{3,}(?=ms|$)/gm, '1.5')
    .replace(/(duration_ms:? )[\d.]+/g, '$11.5')
    .replace(/\b\d+ms\b/g, '12ms')
    .replace(/\b\d+\.\d+(?= ?s(?:ec(?:ond)?s?)?\b)/g, '0.12')
    .replace(/\(\d+\.\d+ real\)/g, '(0.12 real)')
    .replace(/("Elapsed":)[\d.]+/g, '$10.12')
    .replace(/\t\d+\.\d+s$/gm, '\t0.120s')
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, '2026-01-31T12:00:00Z')
    .replace(/Start at\s+[\d:]+/g, 'Start at  12:00:00')
    .replace(/\bthread '([^']+)' \(\d+\)/g, "thread '$1' (1)")
    .replace(/(till-)[0-9a-f]{16}\b/g, '$10123456789abcdef')
    .replace(/\/tmp\/cc[A-Za-z0-9]{6}\.o/g, '/tmp/cc0123.o')
    .replace(/^.*Node\.js v[\d.]+$/gm, 'Node.js v22.0.0')
    .trimEnd();
}
