import type { Finding } from '@/lib/domain/finding';

/** What tools call a finding that only advises. */
const advice =
  /^(?:i|n|r|c|h|info(?:rmation(?:al)?)?|notice|note|hint|help|style|convention|refactor(?:ing)?|remark|suggestion|advice|verbose|minor|low|trivial|performance|portability|readability)$/i;
const warning = /^(?:w|warn(?:ing)?|caution|medium|moderate|major|recommendation|weak warning)$/i;

/** A tool's word or letter for how bad a finding is, in our three; a finding without one is an error. */
export function severityOf(word: string | undefined): Finding['severity'] {
  if (word === undefined) return 'error';
  if (warning.test(word)) return 'warning';
  return advice.test(word) ? 'info' : 'error';
}
