import { z } from 'zod';

import { handlerRequest } from './call-function';
import type { ServeHandler } from './engine-options';
import { parseFunctionConfig, type FunctionConfig } from './function-config';

/** The functions that the handler serves, by id. */
export type Registry = ReadonlyMap<string, FunctionConfig>;

const syncAnswer = z.object({ app_id: z.string(), functions: z.array(z.unknown()) });

/**
 * Asks the handler which functions it serves. Throws where it does not answer as the SDK does, or where a
 * function is configured in a way that the embedded engine cannot honour.
 */
export async function readRegistry(handler: ServeHandler): Promise<Registry> {
  const url = 'http://embedded.invalid/api/inngest';
  const response = await handler(handlerRequest('PUT', '', { url }, { 'x-inngest-sync-kind': 'in_band' }));
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The Inngest handler refused to list its functions: ${text.slice(0, 500)}`);
  const { functions } = syncAnswer.parse(JSON.parse(text));
  const configs = functions.map(parseFunctionConfig);
  return new Map(configs.map((config) => [config.id, config]));
}
