import { z } from 'zod';

/** How far automation may go in a project; each level includes what stands before it. Projects start at `suggest`. */
export const automationLevel = z.enum(['watch', 'suggest', 'auto-lint', 'auto-validated']);
export type AutomationLevel = z.infer<typeof automationLevel>;

/** True when `level` allows everything that `needed` allows. */
export function atLeast(level: AutomationLevel, needed: AutomationLevel): boolean {
  return automationLevel.options.indexOf(level) >= automationLevel.options.indexOf(needed);
}
