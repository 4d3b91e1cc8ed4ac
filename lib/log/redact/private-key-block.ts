const begin = /-{4,5} ?BEGIN (?:[A-Z0-9]{1,20} ){0,4}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5}/;
const end = /-{4,5} ?END (?:[A-Z0-9]{1,20} ){0,4}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)? ?-{4,5}/;
/** Where lines of key material follow that is not between markers. */
const hexBegin = /\$ANSIBLE_VAULT;/;
const colonBegin = /^\s{0,40}(?:privateExponent|prime[12]|exponent[12]|coefficient|priv):\s{0,4}$/;
const puttyBegin = /^Private-Lines: \d{1,4}$/;
// What runners, shells and tools put before each line of a key that they print.
const prefix = /^[\s>|+"'#:.\d-]{0,60}?(?=[A-Za-z0-9+/=]|$)/;
const lastRun = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{16,16384}={0,2}(?=(?:\\+[nr]|["',\\+;\s])*$)/;
const shortBodyLine = /^[A-Za-z0-9+/]{1,64}={0,2}(?:\\n|\\r|["',\\+;\s])*$/;
const headerLine =
  /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Key-[A-Z][a-z]+|Encryption|Private-[A-Z][A-Za-z]+):/;
const material = /[A-Za-z0-9+/]{16}/;
// The first bytes of an RSA, EC, PKCS#8 or OpenSSH key; a key whose first line was cut off begins with them.
const headless =
  /^(?:MII[A-Za-z0-9+/]{57,}|b3BlbnNzaC1rZXkt[A-Za-z0-9+/]{40,}|MHcCAQEE[A-Za-z0-9+/]{40,}|MC4CAQAw[A-Za-z0-9+/]{30,})/;

/** A line that may begin a key, or what looks like one, holds one of these. */
export const privateKeyKeywords = [
  ...['begin ', 'mii', 'b3blbnnzac1rzxkt', 'mhcca', 'mc4ca', '$ansible_vault;', 'private-lines:'],
  ...['privateexponent:', 'prime1:', 'prime2:', 'exponent1:', 'exponent2:', 'coefficient:', 'priv:'],
];

/** Longest key that is waited for; beyond it the block is taken to be over. */
const MAX_LINES = 400;

type Mode = 'none' | 'key' | 'headless' | 'hex' | 'colons' | 'certificate';

/**
 * Follows private keys through the lines of a log: whole, cut short, behind prefixes, on one line with `\n` written out. The
 * lines that begin and end a key stay, what is between goes. A certificate is not a secret and is left alone.
 */
export class PrivateKeyBlock {
  #mode: Mode = 'none';
  #lines = 0;

  /** Whether the next line matters, whatever it holds. */
  get isActive(): boolean {
    return this.#mode !== 'none';
  }

  /** The line without the part that belongs to a key, or null when no key touches it. */
  redact(line: string, replacement: () => string): string | null {
    if (this.#mode === 'certificate') {
      if (begin.test(line)) return this.#begin(line, replacement);
      if (line.includes('-----END')) this.#mode = 'none';
      return null;
    }
    if (this.#mode !== 'none') {
      const inside = this.#inside(line, replacement);
      if (inside !== null) return inside;
      this.#mode = 'none';
    }
    return this.#begin(line, replacement);
  }

  #begin(line: string, replacement: () => string): string | null {
    const found = begin.exec(line);
    if (found !== null) return this.#beginKey(line, found.index + found[0].length, replacement);
    if (hexBegin.test(line)) return this.#open('hex', line);
    if (colonBegin.test(line)) return this.#open('colons', line);
    if (puttyBegin.test(line)) return this.#open('key', line);
    if (line.includes('-----BEGIN') && !line.includes('-----END')) {
      this.#mode = 'certificate';
      return null;
    }
    const body = line.replace(prefix, '');
    const run = body.length >= 60 && headless.test(body) ? lastRun.exec(line) : null;
    if (run === null) return null;
    this.#open('headless', line);
    return line.slice(0, run.index) + replacement() + line.slice(run.index + run[0].length);
  }

  #beginKey(line: string, at: number, replacement: () => string): string {
    const rest = line.slice(at);
    const close = end.exec(rest);
    if (close !== null) {
      const inside = rest.slice(0, close.index);
      return line.slice(0, at) + (material.test(inside) ? replacement() : inside) + rest.slice(close.index);
    }
    this.#open('key', line);
    // On one line and cut: everything that can be key material goes, a closing quote and what follows stays.
    const cut = /^(?:[A-Za-z0-9+/=\s]|\\+[nr]|%0A|%0D)*/.exec(rest)?.[0] ?? '';
    if (!material.test(cut)) return line;
    const after = rest.slice(cut.length);
    if (after.trim() !== '' || cut.length > 200) this.#mode = 'none';
    return line.slice(0, at) + replacement() + after;
  }

  #inside(line: string, replacement: () => string): string | null {
    this.#lines += 1;
    if (this.#lines > MAX_LINES) return null;
    if (this.#mode === 'hex') return /^[\s"']{0,40}[0-9a-f]{2,400}[\s"']*$/.test(line) ? replacement() : null;
    if (this.#mode === 'colons')
      return /^\s{0,40}(?:[0-9a-f]{2}:){1,40}(?:[0-9a-f]{2})?\s{0,4}$/.test(line) ? replacement() : null;
    const close = end.exec(line);
    if (close !== null) {
      this.#mode = 'none';
      const before = line.slice(0, close.index);
      return (material.test(before) ? replacement() : before) + line.slice(close.index);
    }
    const run = lastRun.exec(line);
    // What decodes to words is an example's: keys are binary.
    if (run !== null && /^[ -~]{16,}$/.test(Buffer.from(run[0], 'base64').toString('latin1'))) return line;
    const body = line.replace(prefix, '').trim();
    if (run !== null && (run[0].length >= 40 || body.startsWith(run[0])))
      return line.slice(0, run.index) + replacement() + line.slice(run.index + run[0].length);
    if (this.#lines > 1 && body !== '' && shortBodyLine.test(body)) return replacement();
    return this.#mode === 'key' && (body === '' || headerLine.test(body)) ? line : null;
  }

  #open(mode: Mode, line: string): string {
    this.#mode = mode;
    this.#lines = 0;
    return line;
  }
}
