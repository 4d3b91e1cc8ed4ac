/** A confidence that was given, and whether the diagnosis was right. */
export interface Judged {
  readonly confidence: number;
  readonly isRight: boolean;
}

export interface Calibration {
  readonly count: number;
  /** Mean distance between confidence and share of right ones, over ten bands, weighed by their size. */
  readonly expectedError: number;
  /** Of those given at 0.9 or more, the share that is right. */
  readonly rightAtNine: number;
  /** Of the right ones, the share that was given at 0.8 or more. */
  readonly rightOnesAtEight: number;
  readonly bands: readonly {
    readonly from: number;
    readonly count: number;
    readonly confidence: number;
    readonly right: number;
  }[];
}

export function calibration(judged: readonly Judged[]): Calibration {
  const bands = Array.from({ length: 10 }, (_, band) => {
    const inside = judged.filter(
      ({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-9)) === band,
    );
    return {
      from: band / 10,
      count: inside.length,
      confidence: share(inside.map(({ confidence }) => confidence)),
      right: share(inside.map(({ isRight }) => Number(isRight))),
    };
  }).filter(({ count }) => count > 0);
  const sure = judged.filter(({ confidence }) => confidence >= 0.9);
  const right = judged.filter(({ isRight }) => isRight);
  return {
    count: judged.length,
    expectedError:
      bands.reduce((sum, band) => sum + band.count * Math.abs(band.confidence - band.right), 0) /
      judged.length,
    rightAtNine: share(sure.map(({ isRight }) => Number(isRight))),
    rightOnesAtEight: share(right.map(({ confidence }) => Number(confidence >= 0.8))),
    bands,
  };
}

function share(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
