import type { Category } from '@/lib/domain/category';

/**
 * True for what can pass or fail by chance on the same code: a pass then proves nothing, and a pass elsewhere on the same
 * commit speaks of chance. A formatter, a linter, a type-checker and a lockfile check say the same of the same files each time.
 */
export function passesByChance(category: Category): boolean {
  return !(['format', 'lint', 'type-check', 'dependency'] as Category[]).includes(category);
}
