const roundSize = 10;

/** Attempts of later rounds are numbered behind the strategies of earlier ones. */
export function attemptNumber(round: number, strategyIndex: number): number {
  return (round - 1) * roundSize + strategyIndex + 1;
}

/** The number of the first attempt in the same round. */
export function firstOfRound(attempt: number): number {
  return attempt - ((attempt - 1) % roundSize);
}
