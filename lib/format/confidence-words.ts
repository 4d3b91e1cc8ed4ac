/** `high (92 %)`: the word for people, the number for those who want it. */
export function confidenceWords(confidence: number): string {
  const percent = Math.round(confidence * 100);
  const word = confidence >= 0.85 ? 'high' : confidence >= 0.6 ? 'moderate' : 'low';
  return `${word} (${percent} %)`;
}
