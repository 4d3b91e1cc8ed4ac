/** A figure with what it has to reach; one without a limit is shown only. */
export interface Figure {
  readonly name: string;
  /** Null where it could not be measured, which is a miss. */
  readonly value: number | null;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function reaches({ value, atLeast, atMost }: Figure): boolean {
  if (atLeast === undefined && atMost === undefined) return true;
  return value !== null && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
}

export function figureWords(figure: Figure): string {
  const { name, value, atLeast, atMost } = figure;
  const isJudged = atLeast !== undefined || atMost !== undefined;
  const limit = atLeast === undefined ? (atMost === undefined ? '' : `<= ${atMost}`) : `>= ${atLeast}`;
  const shown = value === null ? '-' : Number.isInteger(value) ? String(value) : value.toFixed(3);
  const mark = !isJudged ? '      ' : reaches(figure) ? 'ok    ' : 'MISSED';
  return `${mark} ${name.padEnd(64)} ${shown.padStart(8)}  ${limit}`.trimEnd();
}
