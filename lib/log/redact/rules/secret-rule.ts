/**
 * A secret that shows itself by its shape. `pattern` is tried where one of the keywords begins (they are in lower case and
 * match in any); where it has a group named `secret` only that group is replaced. Every quantifier is bounded and over one
 * class that what follows does not share, or its cost is bounded by its bound.
 */
export interface SecretRule {
  readonly kind: string;
  readonly keywords: readonly string[];
  readonly pattern: RegExp;
  /** How the found text is looked at: `random` must look like a key, `password` must not be a placeholder. */
  readonly check?: 'random' | 'password' | 'digits' | 'basic';
}

/** What may not stand right before a token: within a longer word it is that word. */
export const start = '(?<![A-Za-z0-9])';
export const end = '(?![A-Za-z0-9])';

export function rule(
  kind: string,
  keywords: string,
  source: string,
  options: { readonly flags?: string; readonly check?: SecretRule['check'] } = {},
): SecretRule {
  return {
    kind,
    keywords: keywords === '|' ? ['|'] : keywords.split('|').filter((keyword) => keyword !== ''),
    pattern: new RegExp(source, `dy${options.flags ?? ''}`),
    ...(options.check === undefined ? {} : { check: options.check }),
  };
}
