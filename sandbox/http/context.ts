import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

import type { Identity } from '../access/identify';
import type { Sandbox } from '../sandbox';

/** What every route of the sandbox finds in its context. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    sandbox: Sandbox;
    /** Null for a visitor who showed no token. */
    identity: Identity | null;
  };
}

export type ApiContext = Context<ApiEnv>;
