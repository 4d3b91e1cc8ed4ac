/** So often is one failure tried to be mended; after that a human is better at it. */
export const mostRounds = 5;
