/** [what, the text, what must be gone, what must stay] */
export type CiLineRow = readonly [
  what: string,
  text: string,
  gone: readonly string[],
  stays: readonly string[],
];
