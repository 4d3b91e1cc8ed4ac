const MASK = '[MASKED]';

/**
 * Replaces secret values in a stream of text, also where a value is cut between two chunks. Texts are Latin-1 views of
 * bytes, so that output that is not UTF-8 passes through unchanged.
 */
export class Masker {
  private held = '';
  private readonly secrets: readonly string[];

  constructor(secrets: Iterable<string>) {
    const bytes = [...new Set(secrets)]
      .filter((secret) => secret !== '')
      .map((secret) => Buffer.from(secret).toString('latin1'));
    this.secrets = bytes.sort((a, b) => b.length - a.length);
  }

  write(chunk: string): string {
    if (this.secrets.length === 0) return chunk;
    const text = this.held + chunk;
    const { masked, rest } = this.mask(text);
    const keep = this.openLength(rest);
    this.held = keep === 0 ? '' : rest.slice(-keep);
    return masked + (keep === 0 ? rest : rest.slice(0, -keep));
  }

  /** What was held back because a secret might have begun in it. */
  end(): string {
    const text = this.held;
    this.held = '';
    return text;
  }

  private mask(text: string): { masked: string; rest: string } {
    let masked = '';
    let rest = text;
    for (;;) {
      const next = this.first(rest);
      if (!next) return { masked, rest };
      masked += rest.slice(0, next.at) + MASK;
      rest = rest.slice(next.at + next.secret.length);
    }
  }

  private first(text: string): { at: number; secret: string } | null {
    let best: { at: number; secret: string } | null = null;
    for (const secret of this.secrets) {
      const at = text.indexOf(secret);
      if (at >= 0 && (best === null || at < best.at)) best = { at, secret };
    }
    return best;
  }

  /** How much of the end could be the beginning of a secret. */
  private openLength(text: string): number {
    let open = 0;
    for (const secret of this.secrets) {
      for (let length = Math.min(secret.length - 1, text.length); length > open; length -= 1) {
        if (secret.startsWith(text.slice(-length))) {
          open = length;
          break;
        }
      }
    }
    return open;
  }
}
