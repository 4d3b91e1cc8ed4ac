import type { z } from 'zod';
import { OperationError } from '@/lib/domain/operation-error';
import type { Prisma, TransactionClient } from '@/lib/db/prisma-types';
import { announce, type Announcement } from './announce';
import type { Caller } from './caller';
import type { Permission } from './permission';
import { authorise, type ProjectScope } from './project-scope';
import { recordAudit } from './record-audit';
import type { Services } from './services';

export interface CommandOutcome<Result> {
  readonly result: Result;
  /** What the audit trail says of it; null when nothing changed. */
  readonly audit: { readonly summary: string; readonly details?: Prisma.InputJsonObject } | null;
  readonly events?: readonly Announcement[];
}

interface CommandDefinition<Input extends z.ZodType, Result> {
  /** Past tense, e.g. `fix.approved`. */
  readonly action: string;
  readonly permission: Permission;
  readonly input: Input;
  /** Null: there is no such thing (or it is not the caller's to see). */
  readonly scope: (services: Services, input: z.infer<Input>) => Promise<ProjectScope | null>;
  /** Runs in one transaction and touches nothing but `tx`: what has to happen outside is announced. */
  readonly run: (context: {
    tx: TransactionClient;
    now: Date;
    caller: Caller;
    scope: ProjectScope;
    input: z.infer<Input>;
  }) => Promise<CommandOutcome<Result>>;
}

/**
 * Makes a change to the product: authorises, parses, runs in a transaction, writes the audit row and the outbox
 * in that same transaction. Throws `OperationError` (`invalid`, `not-found`, `forbidden`, `conflict`).
 */
export function command<Input extends z.ZodType, Result>(definition: CommandDefinition<Input, Result>) {
  return async (services: Services, caller: Caller, raw: z.input<Input>): Promise<Result> => {
    const parsed = definition.input.safeParse(raw);
    if (!parsed.success) {
      throw new OperationError('invalid', parsed.error.issues.map((issue) => issue.message).join('; '));
    }
    const input = parsed.data;
    const found = await definition.scope(services, input);
    const scope = await authorise(services, caller, found, definition.permission);
    const now = services.clock.now();
    return services.db.$transaction(async (tx) => {
      const outcome = await definition.run({ tx, now, caller, scope, input });
      if (outcome.audit)
        await recordAudit(tx, caller, { action: definition.action, scope, ...outcome.audit });
      for (const event of outcome.events ?? []) await announce(tx, event);
      return outcome.result;
    });
  };
}
