/** Whether a person may do something now, and if not, why not. */
export type Possibility = { readonly possible: true } | { readonly possible: false; readonly reason: string };

export function reasonAgainst(possibility: Possibility): string | null {
  return possibility.possible ? null : possibility.reason;
}
