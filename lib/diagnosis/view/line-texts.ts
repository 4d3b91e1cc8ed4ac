/** The texts of a log's lines, as far as finding the script and the folders needs them. */
export interface LineTexts {
  readonly length: number;
  /** Empty beyond the ends. */
  text(index: number): string;
  /** Indexes of the lines that hold one of the texts, in order. */
  linesWithAny(keywords: readonly string[]): readonly number[];
}
