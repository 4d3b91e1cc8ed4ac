const begin = /-{4,5}BEGIN (?:[A-Z0-9]{1,20} ){0,4}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)?-{4,5}/;
const end = /-{4,5}END (?:[A-Z0-9]{1,20} ){0,4}(?:PRIVATE KEY|SECRET KEY)(?: BLOCK)?-{4,5}/;
// What runners, shells and tools put before each line of a key that they print.
const prefix = /^[\s>|+"'#:.\d-]{0,60}?(?=[A-Za-z0-9+/=]|$)/;
const bodyLine = /^[A-Za-z0-9+/]{16,200}={0,2}(?:\\n|\\r|["',\\])*$/;
const shortBodyLine = /^[A-Za-z0-9+/]{1,64}={0,2}(?:\\n|\\r|["',\\])*$/;
const headerLine =
  /^(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset|MessageID|Key-[A-Z][a-z]+|Encryption|Private-[A-Z][A-Za-z]+):/;
// The first bytes of an RSA, EC, PKCS#8 or OpenSSH key; a key whose first line was cut off begins with them.
const headless =
  /^(?:MII[A-Za-z0-9+/]{57,}|b3BlbnNzaC1rZXkt[A-Za-z0-9+/]{40,}|MHcCAQEE[A-Za-z0-9+/]{40,}|MC4CAQAw[A-Za-z0-9+/]{30,})/;

/** A line that begins a key holds one of these. */
export const privateKeyKeywords = ['begin ', 'mii', 'b3blbnnzac1rzxkt', 'mhcca', 'mc4ca'];

/** Longest key that is waited for; beyond it the block is taken to be over. */
const MAX_LINES = 400;

/**
 * Follows private keys through the lines of a log: whole, cut short, behind prefixes, on one line with `\n` written out.
 * A certificate is not a secret and is left alone.
 */
export class PrivateKeyBlock {
  #lines = 0;
  #isInside = false;
  #isHeadless = false;
  #inCertificate = false;

  /** Whether the next line matters, whatever it holds. */
  get isActive(): boolean {
    return this.#isInside || this.#inCertificate;
  }

  /** The line without the part that belongs to a key, or null when no key touches it. */
  redact(line: string, replacement: () => string): string | null {
    if (this.#isInside) return this.#inside(line, replacement);
    if (line.includes('BEGIN ')) return this.#begin(line, replacement);
    if (this.#inCertificate) {
      if (line.includes('-----END')) this.#inCertificate = false;
      return null;
    }
    const body = line.replace(prefix, '');
    if (body.length >= 60 && headless.test(body) && bodyLine.test(body)) {
      this.#open();
      this.#isHeadless = true;
      return line.slice(0, line.length - body.length) + replacement();
    }
    return null;
  }

  #begin(line: string, replacement: () => string): string | null {
    const found = begin.exec(line);
    if (found === null) {
      this.#inCertificate = line.includes('-----BEGIN') && !line.includes('-----END');
      return null;
    }
    const before = line.slice(0, found.index);
    const rest = line.slice(found.index + found[0].length);
    const close = end.exec(rest);
    if (close !== null) return before + replacement() + rest.slice(close.index + close[0].length);
    this.#open();
    // On one line and cut: everything that can be key material goes, a closing quote and what follows stays.
    const material = /^(?:[A-Za-z0-9+/=\s]|\\n|\\r)*/.exec(rest)?.[0] ?? '';
    const after = rest.slice(material.length);
    if (after.trim() !== '' || material.length > 200) this.#isInside = false;
    return before + replacement() + after;
  }

  #inside(line: string, replacement: () => string): string | null {
    const close = end.exec(line);
    if (close !== null) {
      this.#isInside = false;
      return line.slice(close.index + close[0].length).trim() === ''
        ? replacement()
        : replacement() + line.slice(close.index + close[0].length);
    }
    this.#lines += 1;
    const body = line.replace(prefix, '').trim();
    const lastWord = body.slice(body.lastIndexOf(' ') + 1);
    const belongs =
      this.#lines <= MAX_LINES &&
      (bodyLine.test(body) ||
        (lastWord.length >= 40 && bodyLine.test(lastWord)) ||
        (this.#lines > 1 && shortBodyLine.test(body)) ||
        (!this.#isHeadless && (body === '' || headerLine.test(body))));
    if (belongs) return body === '' ? line : replacement();
    this.#isInside = false;
    return null;
  }

  #open(): void {
    this.#isInside = true;
    this.#isHeadless = false;
    this.#lines = 0;
  }
}
