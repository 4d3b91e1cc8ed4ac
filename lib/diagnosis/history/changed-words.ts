import type { Category } from '@/lib/domain/category';
import type { MovedVersion } from '@/lib/domain/changed-since-green';

const most = 3;

/**
 * What moved since the last green run, as a sentence for the summary: only where that is likely to be the cause, which is where
 * nothing in the project's own code is, or of the dependency that the failure comes from. That one comes first, then what the
 * evidence names. Null when there is nothing to say.
 */
export function changedWords(
  category: Category,
  versions: readonly MovedVersion[],
  evidence: readonly string[],
  guilty: MovedVersion | null = null,
): string | null {
  if (versions.length === 0) return null;
  if (!(['dependency', 'infrastructure', 'unknown'] as Category[]).includes(category))
    return guilty === null ? null : `Since the last green run moved: ${wordsOf(guilty)}.`;
  const text = evidence.join('\n').toLowerCase();
  const isNamed = (one: MovedVersion) => text.includes(one.what.replace(/^image /, '').toLowerCase());
  const first = versions.filter((one) => one === guilty);
  const named = versions.filter((one) => one !== guilty && isNamed(one));
  const sorted = [...first, ...named, ...versions.filter((one) => one !== guilty && !isNamed(one))];
  const shown = sorted.slice(0, most).map(wordsOf);
  const rest = sorted.length - shown.length;
  return `Since the last green run moved: ${shown.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}

function wordsOf({ what, from, to }: MovedVersion): string {
  return `${what} from ${from} to ${to}`;
}
