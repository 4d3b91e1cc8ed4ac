import { eventType } from 'inngest';
import type { z } from 'zod';

import type { EventDefinition } from '@/lib/events/define-event';

/**
 * An event of ours as the SDK wants it: for the triggers of a function, for `cancelOn` and for
 * `step.waitForEvent`. Its data is checked against the schema before a function sees it.
 */
export function toEventType<Name extends string, Data extends z.ZodObject>(
  definition: EventDefinition<Name, Data>,
) {
  type Schema = Required<NonNullable<Parameters<typeof eventType<Name, Data>>[1]>>['schema'];
  // The SDK asks that a schema transforms nothing, which the compiler cannot see of a type that is not known yet.
  return eventType<Name, Data>(definition.name, { schema: definition.data as Schema });
}
