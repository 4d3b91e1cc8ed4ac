import type { Category } from '@/lib/domain/category';

/**
 * True when the unchanged job must be run again before a fix is credited: what can pass by chance proves nothing by passing.
 * A formatter, a linter, a type-checker and a lockfile check say the same of the same files each time.
 */
export function needsControlRun(category: Category): boolean {
  return !(['format', 'lint', 'type-check', 'dependency'] as Category[]).includes(category);
}
