import type { Category } from '@/lib/domain/category';

/** A checker whose rows the general reader understands; here is how to know that it was this one. */
export interface KnownChecker {
  readonly tool: string;
  readonly label: string;
  readonly category?: Category;
  /** Programs that print its rows, as they are called in a job's command; the tool itself when absent. */
  readonly programs?: readonly string[];
  /** What only its rows have; each that is given must match. */
  readonly file?: RegExp;
  readonly code?: RegExp;
  readonly message?: RegExp;
  /** It exits with an error for warnings and advice too. */
  readonly failsOnWarnings?: true;
  /** Where a compiler's detector reads its rows too, it must outweigh that. */
  readonly weight?: number;
  /** A row that it prints. */
  readonly example: string;
}

type Entry = Omit<KnownChecker, 'tool' | 'label' | 'example'>;

/** Of an entry: nothing that the tool prints is left unpunished. */
export const always = { failsOnWarnings: true } as const;

export function checker(tool: string, label: string, example: string, entry: Entry = {}): KnownChecker {
  return { tool, label, example, ...entry };
}
