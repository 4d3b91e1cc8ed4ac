/** How loud something is. Components turn it into colour and shape; the words always say the same. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'attention';

/** How a word of the domain looks to people: its label, its tone, and one sentence that explains it. */
export interface Face {
  readonly label: string;
  readonly tone: Tone;
  readonly explanation: string;
}
