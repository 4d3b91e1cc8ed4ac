import type { Category } from '@/lib/domain/category';
import type { MovedVersion } from '@/lib/domain/changed-since-green';

const most = 3;

/**
 * What moved since the last green run, as a sentence for the summary: only where that is likely to be the cause, which is where
 * nothing in the project's own code is. What the evidence names comes first. Null when there is nothing to say.
 */
export function changedWords(
  category: Category,
  versions: readonly MovedVersion[],
  evidence: readonly string[],
): string | null {
  if (!(['dependency', 'infrastructure', 'unknown'] as Category[]).includes(category)) return null;
  if (versions.length === 0) return null;
  const text = evidence.join('\n').toLowerCase();
  const isNamed = ({ what }: MovedVersion) => text.includes(what.replace(/^image /, '').toLowerCase());
  const sorted = [...versions.filter(isNamed), ...versions.filter((one) => !isNamed(one))];
  const shown = sorted.slice(0, most).map(({ what, from, to }) => `${what} from ${from} to ${to}`);
  const rest = sorted.length - shown.length;
  return `Since the last green run moved: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}
