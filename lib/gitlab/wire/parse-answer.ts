import type { z } from 'zod';

import { PlatformError } from '@/lib/domain/platform-error';

/** One thing out of GitLab's answer; throws a `PlatformError` when it lacks what we need of it. */
export function parseOne<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const place = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new PlatformError('unexpected', `GitLab's answer is not a ${what}${place ? ` (${place})` : ''}.`);
}

/** Every usable element of a list; one that lacks what we need is left out. Throws when it is no list at all. */
export function parseMany<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  what: string,
): z.output<Schema>[] {
  if (!Array.isArray(body))
    throw new PlatformError('unexpected', `GitLab's answer is not a list of ${what}s.`);
  return body.flatMap((element: unknown) => {
    const parsed = schema.safeParse(element);
    return parsed.success ? [parsed.data] : [];
  });
}
