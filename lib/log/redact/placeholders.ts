/** Hands out `[redacted:kind:n]`: the same secret gets the same placeholder, and nothing of the secret is in it. */
export class Placeholders {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  for(kind: string, secret: string): string {
    const known = this.#known.get(secret);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const placeholder = `[redacted:${kind}:${count}]`;
    // A log full of made-up secrets must not fill the memory; beyond this the numbers may repeat for one secret.
    if (this.#known.size < 20_000) this.#known.set(secret, placeholder);
    return placeholder;
  }
}
