import type { z } from 'zod';

/** An event's name, the shape of its data, and the id under which a repetition is recognised as the same event. */
export interface EventDefinition<Name extends string = string, Data extends z.ZodType = z.ZodType> {
  readonly name: Name;
  readonly data: Data;
  readonly id: (data: z.infer<Data>) => string;
}

export function defineEvent<const Name extends string, Data extends z.ZodType>(
  name: Name,
  data: Data,
  id: (data: z.infer<Data>) => string,
): EventDefinition<Name, Data> {
  return { name, data, id: (value) => `${name}:${id(value)}` };
}
