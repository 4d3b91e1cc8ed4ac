import { z } from 'zod';

/** What kind of thing broke. One word a diagnosis; `unknown` is an honest answer. */
export const category = z.enum([
  'format',
  'lint',
  'type-check',
  'build',
  'test',
  'dependency',
  'configuration',
  'infrastructure',
  'timeout',
  'resource',
  'permission',
  'unknown',
]);
export type Category = z.infer<typeof category>;
