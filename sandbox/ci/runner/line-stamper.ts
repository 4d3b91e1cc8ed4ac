const BUFFERED = 8 * 1024;

/**
 * Puts the runner's prefix before each line: time, stream number, `O` for output, and `+` where the entry goes on with
 * the line before it. A write with a carriage return and no newline becomes an entry of its own, so that progress bars
 * and section markers are seen at once.
 */
export class LineStamper {
  private buffer = '';
  private continues = false;

  constructor(
    private readonly now: () => Date,
    private readonly stream = '00O',
  ) {}

  write(text: string): string {
    let out = '';
    let rest = text;
    for (let at = rest.indexOf('\n'); at >= 0; at = rest.indexOf('\n')) {
      out += this.opened() + rest.slice(0, at + 1);
      rest = rest.slice(at + 1);
    }
    if (rest === '') return out;
    if (rest.includes('\r') || this.buffer.length + rest.length > BUFFERED) {
      out += `${this.opened()}${rest}\n`;
      this.continues = true;
      return out;
    }
    if (this.buffer === '') this.buffer = this.prefix();
    this.buffer += rest;
    return out;
  }

  end(): string {
    const out = this.buffer === '' ? '' : `${this.buffer}\n`;
    this.buffer = '';
    return out;
  }

  private opened(): string {
    const out = this.buffer === '' ? this.prefix() : this.buffer;
    this.buffer = '';
    return out;
  }

  private prefix(): string {
    // The clock knows milliseconds, the runner prints microseconds.
    const time = this.now().toISOString().replace('Z', '000Z');
    const flag = this.continues ? '+' : ' ';
    this.continues = false;
    return `${time} ${this.stream}${flag}`;
  }
}
