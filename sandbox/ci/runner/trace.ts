import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { LineStamper } from './line-stamper';
import { Masker } from './masker';

const RESET = '\u001b[0;m';
const CLEAR = '\u001b[0K';
const TRACE_LIMIT = 4 * 1024 * 1024;

/** A job's log in the runner's format, written while the job runs: masked, stamped, and cut at its limit. */
export class Trace {
  private readonly file: number;
  private readonly masker: Masker;
  private readonly stamper: LineStamper | null;
  private size = 0;
  private written = 0;
  private full = false;

  constructor(
    file: string,
    private readonly options: {
      now: () => Date;
      secrets: Iterable<string>;
      timestamps: boolean;
      limit?: number;
    },
  ) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = openSync(file, 'w', 0o600);
    this.masker = new Masker(options.secrets);
    this.stamper = options.timestamps ? new LineStamper(options.now) : null;
  }

  /** What a command wrote, as Latin-1 so that every byte survives. */
  output(bytes: Buffer): void {
    this.write(bytes.toString('latin1'));
  }

  /** A line of the runner itself. */
  line(text: string): void {
    this.text(`${CLEAR}${text}${RESET}\n`);
  }

  /** A green line, as the runner's own steps have it. */
  step(text: string): void {
    this.text(`\u001b[32;1m${text}${RESET}\n`);
  }

  plain(text: string): void {
    this.text(`${text}\n`);
  }

  warning(text: string): void {
    this.text(`\u001b[0;33mWARNING: ${text}${RESET}\n`);
  }

  error(text: string): void {
    this.text(`\u001b[31;1mERROR: ${text}${RESET}\n`);
  }

  sectionStart(name: string, title: string): void {
    this.flush();
    this.text(`section_start:${this.seconds()}:${name}\r${CLEAR}`);
    this.text(`${CLEAR}\u001b[36;1m${title}${RESET}${RESET}\n`);
  }

  sectionEnd(name: string): void {
    this.flush();
    this.text(`section_end:${this.seconds()}:${name}\r${CLEAR}`);
  }

  /** Lets out what masking held back; between a command's output and the runner's own words. */
  flush(): void {
    this.stamped(this.masker.end());
  }

  close(): void {
    this.flush();
    if (this.stamper) this.raw(this.stamper.end());
    closeSync(this.file);
  }

  private text(text: string): void {
    this.write(Buffer.from(text).toString('latin1'));
  }

  private write(latin1: string): void {
    this.stamped(this.masker.write(latin1));
  }

  private stamped(latin1: string): void {
    if (latin1 !== '') this.raw(this.stamper ? this.stamper.write(latin1) : latin1);
  }

  private raw(latin1: string): void {
    if (this.full || latin1 === '') return;
    const limit = this.options.limit ?? TRACE_LIMIT;
    const room = limit - this.size;
    const bytes = Buffer.from(latin1, 'latin1');
    this.written += writeAll(this.file, bytes.subarray(0, room));
    this.size += bytes.length;
    if (bytes.length <= room) return;
    this.full = true;
    const notice =
      `\n\u001b[33;1mJob's log exceeded limit of ${limit} bytes.\n` +
      `Job execution will continue but no more output will be collected.${RESET}\n`;
    this.written += writeAll(this.file, Buffer.from(notice));
  }

  /** How much is in the file. */
  get bytes(): number {
    return this.written;
  }

  private seconds(): number {
    return Math.floor(this.options.now().getTime() / 1000);
  }
}

function writeAll(file: number, bytes: Buffer): number {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  return bytes.length;
}
